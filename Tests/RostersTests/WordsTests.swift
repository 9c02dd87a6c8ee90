import Rosters
import TestSupport
import Testing

@Suite struct WordsTests {
    /// Files that hold what offices write, not what we say.
    static let facts: Set = ["RosterHeadings.swift", "RosterForm.swift", "UnitForm.swift", "EnterpriseForm.swift"]
    /// Read in files, or written into them.
    static let notSaid: Set = [
        "区", "新区", "县", "总工会", "、", "党群", "社工", "社会工作者", "册", "男", "女", "备注", "说明", "填表", "填报", "制表", "制单", "审核", "审批",
        "复核",
        "负责人", "单位负责人", "联系人", "联系电话", "经办", "盖章", "单位盖章", "日期", "注", "：:（(人日期时", "：", "。", "（", "（必填）", "'‘’`＇",
        "花名册导入",
        "错误原因",
        "，", "导入说明", "(示例)", "，,人名个", ",，人名个", "撤销导入", "导入更正", "【", "】", "〔", "〕", "所在街镇", "地址", "计数共合", "＃",
    ]

    @Test func everySentenceHasEnglish() throws {
        let literals = try ChineseLiterals(of: "Areas/Rosters", exceptFiles: Self.facts)
        #expect(literals.literals.count > 100)
        #expect(literals.missing(from: Rosters.area.english, except: Self.notSaid) == [])
        #expect(literals.superfluous(in: Rosters.area.english) == [])
    }
}
