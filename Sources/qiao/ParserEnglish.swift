/// What the argument parser says in English, and how it is said in Chinese.
let parserPhrases: KeyValuePairs<String, String> = [
    "OVERVIEW: ": "", "USAGE: ": "用法：", "Usage: ": "用法：", "ARGUMENTS:": "参数：", "OPTIONS:": "选项：", "SUBCOMMANDS:": "命令：",
    "Show help information.": "显示帮助", "(default:": "(默认：", "Error: ": "用法不对：", "Help:  ": "说明：",
    "See 'qiao help": "详见：'qiao help", "See 'qiao": "详见：'qiao", "for detailed help.": "", "for more information.": "",
    "Unknown option": "没有这个选项", "Unexpected argument": "多出来的内容", "Missing expected argument": "缺少",
    "Missing value for": "缺少内容：", "The value ": "内容 ", " is invalid for": " 不能用于",
]
