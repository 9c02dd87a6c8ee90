import Exports
import Testing

@Test func theRoomHasItsName() {
    #expect(Exports.area.name == "Exports")
}
