import Deadlines
import Testing

@Test func theRoomHasItsName() {
    #expect(Deadlines.area.name == "Deadlines")
}
