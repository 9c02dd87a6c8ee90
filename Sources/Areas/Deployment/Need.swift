import Core

/// What a comparison is made by: where help is needed, not who is best.
enum Need: String, Sendable, CaseIterable, Encodable {
    /// Employees of enterprises at units that nobody answers for.
    case waiting
    case employees, enterprises, units

    var title: Message {
        switch self {
        case .waiting: "没人负责的职工"
        case .employees: "每人对应职工"
        case .enterprises: "每人对应企业"
        case .units: "平均每人负责的单位"
        }
    }

    /// The number, and for how many people it is; of the waiting the whole that they are part of.
    private func fraction(_ part: Coverage.Part) -> (over: Int, under: Int) {
        switch self {
        case .waiting: (part.waiting, 1)
        case .employees: (part.employees, part.workers)
        case .enterprises: (part.enterprises, part.workers)
        case .units: (part.units, part.workers)
        }
    }

    /// The greatest need first; what lies at the whole's own office before all.
    func sorted(_ parts: [Coverage.Part]) -> [Coverage.Part] {
        parts.sorted { left, right in
            if left.isOwn != right.isOwn { return left.isOwn }
            let (a, b) = (fraction(left), fraction(right))
            // a.over / a.under > b.over / b.under, where nobody at all for somebody is the greatest.
            let (first, second) = (a.over * b.under, b.over * a.under)
            if first != second { return first > second }
            if (a.under == 0) != (b.under == 0) { return (a.under == 0 ? a.over : -b.over) > 0 }
            if a.over != b.over { return a.over > b.over }
            return left.key < right.key
        }
    }

    func inWords(_ part: Coverage.Part) -> Message {
        let (over, under) = fraction(part)
        if self == .waiting { return over == 0 ? "没有没人负责的职工" : "\(over) 名职工没人负责" }
        if under == 0 { return over == 0 ? "没有在岗人员" : "没有在岗人员，需要安排" }
        let ratio = Self.ratio(over, under)
        return switch self {
        case .waiting, .employees: "每人对应 \(ratio) 名职工"
        case .enterprises: "每人对应 \(ratio) 家企业"
        case .units: "每人负责 \(ratio) 个单位"
        }
    }

    /// What the steps of need mean, from 0 to 3.
    var steps: [Message] {
        self == .waiting
            ? ["没有没人负责的职工", "不到一成的职工没人负责", "一成到两成半", "两成半以上"]
            : ["不高于全市平均", "不到平均的 1.5 倍", "平均的 1.5 到 2 倍", "2 倍以上，或没有在岗人员"]
    }

    func step(_ part: Coverage.Part, _ employees: Int, _ enterprises: Int, _ units: Int, _ workers: Int) -> Int {
        if self == .waiting {
            guard part.waiting > 0 else { return 0 }
            return part.waiting * 10 < part.employees ? 1 : part.waiting * 4 < part.employees ? 2 : 3
        }
        let (over, under) = fraction(part)
        guard under > 0 else { return over > 0 ? 3 : 0 }
        let all = self == .employees ? employees : self == .enterprises ? enterprises : units
        let (own, mean) = (over * workers, all * under)
        return own <= mean ? 0 : own * 2 < mean * 3 ? 1 : own <= mean * 2 ? 2 : 3
    }

    /// One decimal, without floating point.
    static func ratio(_ over: Int, _ under: Int) -> String {
        guard under > 0 else { return "—" }
        let tenths = (over * 10 + under / 2) / under
        return "\(tenths / 10).\(tenths % 10)"
    }
}
