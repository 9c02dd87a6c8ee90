import TestSupport
import Testing
import Workforce

@Suite("Words of Workforce") struct WordsTests {
    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Workforce")
        let notSaid: Set = [
            // How rosters write sources, a reason that is kept, and signs.
            "（）()", "定向", "毕业", "应届", "岗位购买", "购买", "派遣", "转岗", "工会工作人员", "工会干部", "调入申请获同意", "已续签，新合同自 {} 起",
            "已再登记到 {}",
            // Kept with what it explains.
            "接手人的岗位已经结束", "全部交接完毕，共 {} 项", "岗位已经恢复",
            "单位合并或分设",
        ]
        #expect(literals.missing(from: Workforce.area.english, except: notSaid) == [])
        #expect(literals.superfluous(in: Workforce.area.english) == [])
    }
}
