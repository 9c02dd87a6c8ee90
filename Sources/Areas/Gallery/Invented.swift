import Core

/// Content that nobody has lived: names, units, numbers.
enum Invented {
    static let people = ["束若溪", "欧阳可可", "穆晓冉", "单一鸣", "区小满", "茹仙·卡德尔江·阿不都热依木"]
    static let units = ["云桥街道总工会", "云桥河滨园区工会联合会", "云桥第三居民区工会联合会"]
    static let longUnit = "云桥新兴技术开发与现代服务业集聚示范园区二号楼科创中心及周边沿街商铺小微企业联合工会委员会筹备工作组"
    static let longWord =
        "https://example.invalid/a-very-long-address-without-any-place-to-break-it/0123456789/0123456789"
    static let longText =
        "每天午休时，社工在园区食堂旁的小屋里等着：有人来问加班费怎么算，有人来报名春节前的剪发，也有人只是坐一会儿。"
        + "一年下来，来过的人比登记在册的还多，记下来的事有四百多件，其中二十几件后来成了案子，最长的一件追了十四个月才把钱要回来。"
    static let districts = [("宝山区", 0), ("徐汇区", 1), ("杨浦区", 2), ("浦东新区", 3), ("崇明区", 0), ("云桥新区", 2)]
    static let values = [
        "name": "束若溪", "reason": "核对过身份证原件", "count": "12", "day": "2026-03-02", "kind": "park", "answer": "yes",
        "topics": "wages", "agreed": "yes",
    ]
    static let wrong = [
        "name": "", "reason": longText, "count": "十二", "day": "2026-13-40", "kind": "", "topics": "wages",
    ]
}
