/// The figures of this room in English.
let workforceFiguresEnglish: [String: String] = [
    "当天有主岗的人，每人算一次；兼任不另算。过去的一天，最后一天在岗的也算。":
        "People with a primary post on the day, each once; second posts do not count. On a past day, those on their last day count too.",
    "任职记录": "Posts",
    "在岗的{}": "{} in post",
    "当天有主岗、人员类别是{}的人；类别按现在登记的算。":
        "People with a primary post on the day in the category {}; the category is the present one.",
    "{}工会干部": "Officials, {}",
    "当天有主岗、正以{}方式任用的工会干部。": "Officials with a primary post on the day whose appointment was {}.",
    "干部任用登记": "Offices of officials",
    "减上补下的任职": "Posts moved downward",
    "期间内到街镇及以下单位开始的主岗任职，而此人紧接着的前一个主岗在市或区总工会；同一人两次算两次。":
        "Primary posts begun in the period at a street, town or below by somebody whose post before was at a federation of the city or a district; whoever did it twice counts twice.",
    "人次": "times",
    "在岗人员，来源：{}": "In post, from: {}",
    "当天有主岗、来源登记为{}的人；来源按现在登记的算。":
        "People with a primary post on the day whose source is {}; the source is the present one.",
    "入职登记和任职记录": "Hiring records and posts",
    "期间到岗，来源：{}": "Hired in the period, from: {}",
    "第一次主岗在期间内开始、来源登记为{}的人，后来离开的也算；算在现在所在或最后所在的单位名下。":
        "People whose first primary post began in the period and whose source is {}, also those who left later; counted at their present or last unit.",
    "履行中的编外劳动合同": "Labour contracts in force outside the establishment",
    "当天有主岗的人员当天在合同期内的劳动合同，与工会或与机构签的都算；作废的不算。":
        "Labour contracts within their term on the day of people with a primary post, with the union or an agency; withdrawn ones do not count.",
    "合同登记": "Contracts",
    "定向招录的批次": "Cohorts of the targeted path",
    "到当天已组成、来源是定向招录的批次；算在组成它的单位名下。":
        "Cohorts of the targeted path formed by the day, counted at the unit that formed them.",
    "批": "cohorts", "按批次": "By cohort", "按原单位": "By former employer",
    "批次登记": "Register of cohorts",
    "定向招录到岗的人": "Hired by the targeted path",
    "到当天为止第一次主岗已开始、来源登记为定向招录的人，后来离开的也算。":
        "People whose source is the targeted path and whose first primary post had begun by the day, also those who left later.",
    "定向招录的人，满 {} 年仍在岗": "Targeted path: still in post after {} year|Targeted path: still in post after {} years",
    "来源登记为定向招录、到当天第一次到岗已满 {} 年的人当中，满 {} 年那天没有离开过的人；调动不算离开。":
        "Of those of the targeted path whose first post began at least {} years ago, those who had not left by the day on which {} years were over; a move is no leaving.",
    "人": "people",
    "份": "contracts",
]
