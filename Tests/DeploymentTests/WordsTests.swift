import TestSupport
import Testing
import Deployment

@Suite("Words of Deployment") struct WordsTests {
    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Deployment")
        let notSaid: Set = [
            // The room's character and a sign.
            "派", "、",
            // By which districts are known on the map.
            "崇明", "嘉定", "宝山", "普陀", "静安", "虹口", "杨浦", "青浦", "长宁", "黄浦", "浦东", "徐汇", "松江", "闵行", "金山",
            "奉贤",
        ]
        #expect(literals.missing(from: Deployment.area.english, except: notSaid) == [])
        #expect(literals.superfluous(in: Deployment.area.english) == [])
    }
}
