import Core
import Web

/// "Take this to your union": where to, and with what in hand.
struct UnionSheet {
    let page: ResultPage
    let words: Words

    var html: HTML {
        section(
            words, "把这张单子带到工会",
            """
            <p>\(words(place))</p>
            <p>\(words("带上有的就行，没有的也可以去："))</p>
            <ul class="bullets">\(toBring.map { "<li>\(words($0))</li>" as HTML })</ul>
            <p>\(words("工会帮您不收钱，劳动仲裁也不收费。"))</p>
            """)
    }

    private var place: Message {
        page.federation.map {
            "单位有工会的，先找单位工会；没有的，找上班地方的街道、园区工会或者\($0)。也可以打工会的热线电话 12351。"
        } ?? "单位有工会的，先找单位工会；没有的，找上班地方的街道、园区工会。也可以打工会的热线电话 12351。"
    }

    private var toBring: [Message] {
        var things: [Message] = ["身份证", "劳动合同，或者工作证、社保记录、工作群的聊天记录（能证明在这里上班）", "工资条，或者银行的工资流水（最近十二个月）"]
        let about = Set(page.topics)
        if about.contains("left") { things.append("解除或者终止的通知、离职证明、谈话的录音或者聊天记录") }
        if about.contains("wages") { things.append("欠条、对账单、催要工资的信息") }
        if about.contains("overtime") { things.append("考勤、排班表、加班的聊天记录") }
        if about.contains("leave") { things.append("以前的社保缴费记录（证明一共工作了几年）") }
        if about.contains("procedure") { things.append("受理通知、调解书、裁决书，连同信封（证明哪一天收到）") }
        return things
    }
}
