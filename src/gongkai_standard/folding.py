"""折叠 — the comparison key of a text: what two spellings of one word have in common.

Printed headings and cells differ in blanks, line breaks, character width, brackets and script although
they say the same. `fold` removes these differences; the text itself is always kept elsewhere.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from gongkai_standard.remembering import remembered

_OPENING: Final = "[{（［｛【〔〖〘〚﹝﹙﹛｟❨❲❴⦅"
_CLOSING: Final = "]}）］｝】〕〗〙〛﹞﹚﹜｠❩❳❵⦆"

_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""Characters without a shape of their own: soft hyphens, zero-width spaces and joiners, directions."""

_TRADITIONAL: Final = (
    "萬與專業東兩個豐臨為爲舉麼麽義習鄉鄕書於雲產産親億僅從們眾衆優會傳體餘脩償黨蘭關興養內岡冊寫軍農決況準憑"
    "齣劃則創刪別彆製辦務動勵勢區醫昇陞協單佔衛衞卽捲廳厤曆歷壓縣參蔘雙發髮變疊隻臺號衕後嚮曏聽啓啟員週諮響迴"
    "團糰園圍國囯圖場壞塊堅墻牆聲處備復複頭夾奬獎學寧甯實審對導將爾儘盡侷層屆屬崗鞏佈師帶並併廣慶應廢開張強歸"
    "當彔錄録徹徵徑憶誌唸態總戰戶戸執擴揚搶護報擬撥擇掛揮損據撐敎數斷無旣時顯暫術機雜權條來闆極構査標棟欄樣覈"
    "檔檢樓櫥畢氣匯彙滙湯沒註測濟遊灣滿濱災點煉熱狀獨環現電療監蓋盤眞碼礎確種積稱稅穩籌簽籤類係繫緊糾約級綱納"
    "紙綫線組細織終經結繞給絡統綏績續綜編縫縮網罰羣職聯肅脫騰緻節囌蘇範榮藥獲穫銜補錶裝見觀規視覽計訂認討讓訓"
    "議記講許論設訪証證評識訴詞試話詢該語誤說説請讀誰調談貞負財責質貧貫貼貴費資踐蹤轉載較輸轄邊遼達遷過運還這"
    "進適選遞鄭埰寀採釋裏裡鑑鑒針銅鏈錯錫鎭鎮鑲長門問闖間聞閱閲隊陽陰陣階際陝險隨隱難麵頁頂項順須鬚預領頻題館"
    "驗驟黃齊龍"
)
_SIMPLIFIED: Final = (
    "万与专业东两个丰临为为举么么义习乡乡书于云产产亲亿仅从们众众优会传体余修偿党兰关兴养内冈册写军农决况准凭"
    "出划则创删别别制办务动励势区医升升协单占卫卫即卷厅历历历压县参参双发发变叠只台号同后向向听启启员周咨响回"
    "团团园围国国图场坏块坚墙墙声处备复复头夹奖奖学宁宁实审对导将尔尽尽局层届属岗巩布师带并并广庆应废开张强归"
    "当录录录彻征径忆志念态总战户户执扩扬抢护报拟拨择挂挥损据撑教数断无既时显暂术机杂权条来板极构查标栋栏样核"
    "档检楼橱毕气汇汇汇汤没注测济游湾满滨灾点炼热状独环现电疗监盖盘真码础确种积称税稳筹签签类系系紧纠约级纲纳"
    "纸线线组细织终经结绕给络统绥绩续综编缝缩网罚群职联肃脱腾致节苏苏范荣药获获衔补表装见观规视览计订认讨让训"
    "议记讲许论设访证证评识诉词试话询该语误说说请读谁调谈贞负财责质贫贯贴贵费资践踪转载较输辖边辽达迁过运还这"
    "进适选递郑采采采释里里鉴鉴针铜链错锡镇镇镶长门问闯间闻阅阅队阳阴阵阶际陕险随隐难面页顶项顺须须预领频题馆"
    "验骤黄齐龙"
)
"""Character by character, the other script of what occurs in headings, code labels and the notice; not a converter."""

_TABLE: Final[dict[int, str | None]] = {
    **{full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _OPENING), "("),
    **dict.fromkeys(map(ord, _CLOSING), ")"),
    **{ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)},
    **dict.fromkeys((c for c in range(0x3001) if chr(c).isspace()), None),
    **dict.fromkeys(map(ord, _INVISIBLE), None),
}


@remembered(8192)
def fold(text: str) -> str:
    """The comparison key: no white space, half-width ASCII, round brackets, simplified script, NFC.

    >>> fold("公開渠道\\n和载体（必填）")
    '公开渠道和载体(必填)'
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_TABLE))
