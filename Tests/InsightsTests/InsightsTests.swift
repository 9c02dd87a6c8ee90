import Insights
import Testing

@Test func theRoomHasItsName() {
    #expect(Insights.area.name == "Insights")
}
