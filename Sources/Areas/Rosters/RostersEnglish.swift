/// The English of this room's sentences.
let rostersEnglish: [String: String] = [rosterPagesEnglish, rosterReasonsEnglish, importsEnglish].reduce(into: [:]) {
    all, some in all.merge(some) { first, _ in first }
}

private let rosterPagesEnglish: [String: String] = [

    "选择文件，或把文件拖到这里。上传后先给您看读懂了什么，确认之前不会改动任何资料。":
        "Choose a file or drop it here. You first see what was understood; nothing changes before you confirm.",
    "上传并查看": "Upload and check",
    "下载模板": "Download template",

    "旧的 .xls、WPS 的 .et 和带密码的文件，请先另存为不带密码的 .xlsx。":
        "Save old .xls, WPS .et and password-protected files as .xlsx without a password first.",

    "对的行收进来，错的行留下并逐行说明，改好后可以直接再传；同一个文件传两次不会重复。":
        "Good rows go in; bad rows stay out, each with its reason, and can be sent again once corrected. The same file twice changes nothing.",
    "文件": "File", "进度": "State", "收进": "Taken", "没有收": "Not taken", "经办": "By", "上传时间": "Uploaded",

    "命令行": "Command line",
    "等待确认": "Awaits confirmation", "正在导入": "Importing", "已完成": "Done", "已放弃": "Given up",
    "上传": "Upload", "核对": "Check", "导入": "Import", "结果": "Result",
    "将会怎样": "What will happen", "对上单位": "Match units", "不能收的行": "Rows that cannot be taken",
    "读懂了什么": "What was understood", "放弃": "Give up",
    "新登记": "New", "更新": "Updated", "已更新": "Updated", "没有变化": "Unchanged", "不能收": "Cannot be taken",
    "有 {} 个单位写法对不上，先在下面对上，可以多收 {} 行。":
        " {} spellings of units are unknown; match them below first and {} more rows can be taken.",

    "有 {} 人的单位与系统里的不同，会按调动办理；原来登记错了的，请勾选，按更正办理":
        "{} person stands at another unit than Qiao has and counts as moved; tick whoever was written down wrongly|{} people stand at other units than Qiao has and count as moved; tick those who were written down wrongly",
    "调动：原岗位到昨天为止，今天起到新单位。更正：原来的单位登记错了，从来没有在那里工作。":
        "Moved: the old post ends yesterday, the new one begins today. Written down wrongly: they never worked at the old unit.",
    "{}：{} → {}": "{}: {} → {}",
    "没有列出的 {} 人一律按": "The {} people not listed count as", "调动": "Move", "更正": "written down wrongly",
    "共 {} 行：{} 人，跳过 {} 行空行、小计和说明。": "Rows: {}; people: {}; blank rows, subtotals and notes skipped: {}.",
    "另有 {} 人在这些单位任职、但不在这份表里，导入后会列出。":
        " {} more people are posted at these units but missing here; they are listed after the import.",
    "确认导入 {} 人": "Import {} person|Import {} people",
    "也可以记下结果：取回带原因的表，或对登记在别处的人提出调入申请。":
        "You can also keep the result: take the rows back with their reasons, or ask for people who are held elsewhere.",
    "记下结果，取回没有收的行": "Keep the result and take the rows back",
    "没有能收的行。请先对上单位或改正列，或在文件里改好后重新上传。":
        "No row can be taken. Match units or correct the columns, or correct the file and upload it again.",
    "{}“{}”（{} 行）是": "“{2}” in {1} ({3} row) is|“{2}” in {1} ({3} rows) is",
    "先不选": "Not now",
    "有 {} 行没有写明属于哪个区，请在文件里补上，或在下面给工作表设定区。":
        "{} rows do not say their district; add it to the file, or set it for the sheet below.",
    "{}有 {} 行没有填写单位。": "{}: {} rows do not name a unit.",
    "“{}”“{}”（{} 行）在您的范围内找不到。": "“{2}” of “{1}” ({3} rows) was not found within your scope.",
    "系统不会替您猜。选一次就会记住，以后同一个区的同样写法会自动认出。":
        "Qiao does not guess. What you choose once is remembered for this spelling in this district.",
    "记住这些单位": "Remember these units",
    "在哪里": "Where", "列": "Column", "原因": "Reason", "全部原因": "All reasons",
    "这里只列前 {} 行，共 {} 行；导入后可以全部下载。":
        "The first {} of {} rows; after the import you can download them all.",
    "工作表": "Sheet", "表头": "Header", "认出的列": "Columns recognised", "人数": "People", "整个文件": "Whole file",
    "（隐藏）": "(hidden)", "不导入": "Not imported", "表头在第 {} 行": "Header in row {}", "没有找到表头": "No header found",
    "（{}）": " ({})", "，": ", ", "已办理": "Dealt with",
    "已换到第 {} 行。请在下面选出这些内容在哪一列：{}": "Now at row {}. Choose below in which column these stand: {}",
    "没有认出这些内容在哪一列：{}。请设定表头和列": "No column was recognised for: {}. Set header and columns",
    "工作表“{}”里没有认出这些内容在哪一列：{}。请设定表头和列":
        "In the sheet “{}” no column was recognised for: {}. Set header and columns",
    "设定表头和列": "Set header and columns", "读到的前几行": "The first rows as read",
    "姓名": "Name", "身份证号": "Identity number", "手机号码": "Phone", "单位": "Unit", "入职时间": "Hired on",
    "第 {} 行": "Row {}", "{} 第 {} 行": "{}, row {}",
    "设定“{}”的表头和列": "Set header and columns of “{}”", "文件开头的几行": "The first rows of the file",
    "表头和列": "Header and columns", "行": "Row", "请选择": "Please choose", "没有这一列": "No such column",
    "表头在第几行": "Row of the header",

    "整张表属于": "The whole sheet belongs to", "没有“区”这一列时才需要": "Only needed where no column says the district",
    "按表里的写": "As the rows say", "不导入这张工作表": "Do not import this sheet", "保存": "Save",
    "所属区": "District", "街镇或单位": "Street, town or unit", "来源": "Source", "人员类别": "Category", "性别": "Sex",
    "学历": "Education", "职业资格": "Licence", "序号": "No.", "备注": "Remark",
    "停止导入": "Stop the import",
    "可以离开这一页，导入会在后台继续；结果会一直留在这里。":
        "You may leave this page; the import goes on, and its result stays here.",
    "{}上传于 {}": "Uploaded by {} on {}", "下载没有收的行": "Download the rows not taken",
    "这次导入已放弃，没有改动任何资料。": "This import was given up; nothing was changed.",

    "逐行结果": "Row by row", "不在这份表里的人": "People missing from this roster",
    "全部收进：{} 人。": "All were taken: {} person.|All were taken: {} people.",
    "收进 {} 人，{} 行没有收。请下载这些行，在“错误原因”旁改正后直接再上传。":
        "{} people were taken, {} rows were not. Download those, correct them beside the reason and upload them again.",
    "{} + {} + {} + {} 人，加上跳过的 {} 行，共 {} 行。": "{} + {} + {} + {} people; rows skipped: {}; rows in all: {}.",
    "没有收的行": "Rows not taken", "没有这样的行": "No such rows", "提醒": "Remarks", "已提出申请": "Requested",
    "申请调入": "Request transfer", "调走了": "Moved", "离职了": "Left", "办理": "Actions",
    "系统里有 {} 人在这些单位任职，但这份表里没有。调走了还是离职了？请逐个核实后办理，系统不会自动改动。":
        "{} people are posted at these units but missing from this roster. Moved or left? Check each one; nothing changes by itself.",
    "这些人已不在您的范围内": "These people are no longer within your scope",
    "表里写的": "What the roster says", "提出调入申请": "Request the transfer", "理由": "Reason",
    "对方单位会看到这句话，并决定是否同意。同意之前，您看不到此人在那里的资料。":
        "The other unit reads this and decides. Until it agrees you see nothing that it holds of this person.",
    "已经提出调入申请，正在等对方答复。": "The transfer was requested and awaits an answer.",
    "放弃这次导入？": "Give this import up?", "文件里的内容不会进入系统。": "Nothing of the file will be taken over.",

    "放弃导入": "Give up",
    "-待改正": "-to-correct",
    "开始导入": "The import has begun", "已放弃这次导入": "This import was given up",
    "已记住 {} 个写法，下次会自动认出": "{} spelling remembered|{} spellings remembered",
    "已按您的设定重新读取": "Read again as you said", "已提出调入申请，等对方答复": "Transfer requested; it awaits an answer",

    "由花名册导入": "imported from a roster",
    "由花名册提出调入申请": "requested a transfer from a roster",
]

private let rosterReasonsEnglish: [String: String] = [
    "没有姓名": "No name", "没有身份证号": "No identity number", "身份证号丢失了后几位": "Identity number lost digits",
    "身份证号不对": "Wrong identity number", "身份证号里的出生日期不对": "Wrong birth date in the number",
    "本文件中重复": "Twice in this file", "在别处任职": "Held elsewhere", "单位对不上": "Unit unknown",
    "单位不在您的范围内": "Unit outside your scope", "日期读不懂": "Date not understood", "电话不对": "Wrong phone",
    "正在办理交接": "Handing over", "姓名对不上": "Another name",
    "正在办理交接，请先办结或取消，再导入新的单位":
        "Her hand-over is under way; finish or cancel it before a roster moves her",
    "这个号码在系统里是另一个姓名，请核对；确实改了名的，请先在人员页更正":
        "This number belongs to another name in Qiao; please check, and correct her own page first if she was renamed",
    "有 {} 人的姓名与系统里的不同，导入后改成表里的姓名；写错了的，请放弃后改好再传":
        "{} names differ from Qiao's and will become those of the file; if one is mistyped, give up, correct the file and send it again",
    "没有姓名，请补上后再导入": "No name; please add it",
    "没有身份证号，无法确认是谁，请补上后再导入": "No identity number, so nobody knows who it is; please add it",
    "身份证号被存成了数字，后几位已经丢失；请把单元格格式改为“文本”，按原件重新填写":
        "The identity number was stored as a number and has lost its last digits; format the cell as text and type it again from the document",
    "身份证号里的出生日期不存在或不合理，请核对原件": "The number's birth date cannot be; please check the document",
    "与工作表“{}”第 {} 行是同一个身份证号，只收前面的一行": "Same identity number as row {2} of sheet “{1}”; only the first is taken",
    "与第 {} 行是同一个身份证号，只收前面的一行": "Same identity number as row {}; only the first is taken",
    "此人目前登记在您管辖范围以外，不能直接导入；可以提出调入申请":
        "This person is registered outside your scope and cannot be imported; you may request a transfer",
    "这个单位不在您可以导入的范围内": "You may not import for this unit",
    "日期读不懂或不存在，请写成 2019-03-05 或 2019年3月 这样": "The date cannot be understood; write it like 2019-03-05 or 2019年3月",
    "电话应为 11 位手机号，或带区号的固定电话": "The phone must be a mobile number of 11 digits or a landline with its area code",
    "身份证号应为 18 位，现在是 {} 位，请核对原件": "The identity number must have 18 characters and has {}; please check the document",
    "身份证号只能是数字，最后一位可以是 X，请核对原件": "The identity number must be digits, the last may be X; please check the document",
    "身份证号的最后一位校验码不对，请核对原件": "The check digit of the identity number is wrong; check the original",
    "没有填写单位，请补上区和街镇": "No unit; please add district and street",
    "没有写明属于哪个区，请补上“区”这一列": "It does not say which district; please add a district column",
    "系统里没有“{}”这个区": "There is no district “{}”", "系统里没有“{}”这个区；相近的有：{}": "There is no district “{}”; nearest: {}",
    "“{}”有几个单位叫“{}”：{}；请写明是哪一个": "“{}” has several units called “{}”: {}; please say which",
    "没有填写单位，请补上街镇或单位的名称": "No unit; please add its name",
    "“{}”没有“{}”这个单位": "“{}” has no unit “{}”", "“{}”没有“{}”这个单位；相近的有：{}": "“{}” has no unit “{}”; nearest: {}",
    "入职时不满 18 周岁，请核对": "Under 18 when hired; please check",
    "入职时间晚于表上的填报日期，请核对": "Hired after the date of the sheet; please check",
    "性别与身份证号不一致，请核对": "Sex does not agree with the identity number; please check",
    "入职时间在今天以后，请核对": "Hired in the future; please check",
    "入职时间太早或太远，没有记入，请核对年份": "Hire date too early or too far off; it was not written down, please check the year",
    "姓名与系统里已登记的不同，请核对是否改名或写错": "The name differs from the one registered; renamed or mistyped?",
    "工作表“{}”里没有找到表头，没有读取": "No header was found on sheet “{}”; it was not read",
    "没有找到表头，没有读取": "No header was found; it was not read",
    "第 {} 行有一个引号没有配对，其后的内容被当成了一个单元格": "A quotation mark in row {} was never closed; what follows became one cell",
    "工作表“{}”第 {} 行有公式没有算出结果，被当成空白；请在 Excel 或 WPS 中打开并保存一次":
        "A formula in row {2} of sheet “{1}” has no result and was read as blank; open and save the file in Excel or WPS",

    "这次导入已经确认或放弃": "This import was confirmed or given up already",
    "这次导入已经确认或放弃，不能再改列": "This import was confirmed or given up; its columns can no longer be changed",
    "这次导入已经结束": "This import has ended already",
    "刚才有人改过这次导入，请刷新后再看": "Somebody has just changed this import; please reload",

    "先把这一行的单位对上，再提出调入申请": "Match this row's unit first",
    "已经提出过调入申请，正在等对方答复": "You have asked already; the other unit has yet to answer",
    "请写明调入的理由，2 到 200 个字": "Please give a reason of 2 to 200 characters",
    "暂时不能提出调入申请，请联系上级工会办理": "A transfer cannot be requested now; please ask the federation above",
    "请填写表头所在的行号": "Enter the number of the header's row",
    "同一列不能既是这一项又是另一项": "One column cannot be two things",

    "文件是空的，请换一个文件": "The file is empty; choose another one",
    "文件太大，最多 {} MB": "The file is too large; at most {} MB",

    "请从列表中选择单位": "Choose a unit from the list", "请至少为一个写法选出单位": "Choose a unit for at least one spelling",
    "请选择单位变化的含义": "Choose what the other unit means",
    "这是旧版 Excel 文件（.xls）或与它相同的 WPS 文件（.et）。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。":
        "This is an old Excel file (.xls) or a WPS file like it (.et). Open it in Excel or WPS and save it as .xlsx.",
    "这是 WPS 表格自己的格式（.et，或由 WPS 保存的 .xls）。请在 WPS 中打开，另存为 .xlsx 后再上传。":
        "This is a WPS file (.et, or .xls saved by WPS). Open it in WPS and save it as .xlsx.",
    "文件设有打开密码。请取消密码后另存为 .xlsx 再上传。": "The file has a password. Remove it and save the file as .xlsx.",
    "这是 {} 格式的文件，不能直接读取。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。":
        "This is a file of format {}, which is not read. Open it in Excel or WPS and save it as .xlsx.",
    "这不是表格文件。请上传 .xlsx 或 .csv 文件。": "This is no spreadsheet. Please upload .xlsx or .csv.",
    "文件已损坏或不完整，无法读取。请重新导出或另存后再上传。": "The file is damaged or incomplete. Export or save it again.",
    "文件展开后太大，最多 {} MB": "The file is too large unpacked; at most {} MB",
    "行数太多：有内容的行最多 {} 行。请拆分后分别上传。": "Too many rows: at most {} that are not blank. Please split the file.",
    "列数太多，最多 {} 列": "Too many columns; at most {}",
    "文件里的内容太多。请只保留花名册所需的工作表和列，拆分后分别上传。":
        "There is too much in the file. Keep only the sheets and columns of the roster, and split it.",
    "文件太大：展开后远远超过文件本身，或含有不允许的声明，没有读取。请把要导入的行复制到新的工作簿，另存为 .xlsx 后再上传。":
        "The file is too large: it unpacks to far more than itself, or holds declarations that are not allowed; it was not read. Copy the rows to import into a new workbook, save it as .xlsx and upload that.",
    "无法识别文件的文字编码。请另存为 .xlsx，或以 UTF-8 编码保存为 .csv 后再上传。":
        "The file's encoding is unknown. Save it as .xlsx, or as .csv in UTF-8.",
    "文件是空的。": "The file is empty.", "找不到文件，或没有读取权限。": "There is no such file, or it may not be read.",
    "花名册里的行": "Rows of rosters",
]
