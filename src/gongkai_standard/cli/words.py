"""The command line's own words, Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[str, ...]] = get_args(Language)

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "file": ("文件：{name}", "File: {name}"),
    "untitled": ("（无标题）", "(untitled)"),
    "profile": ("规范文本：{name}（{zh}，{source}）", "Profile: {name} ({en}, {source})"),
    "as_of": ("判断日期：{date}", "As of: {date}"),
    "pack": ("扩展包：{name}（{source}）", "Extension pack: {name} ({source})"),
    "calendar": ("工作日历：{name}", "Calendar of working days: {name}"),
    "policy": ("分级政策：{title}（SHA-256 {sha256}）", "Policy: {title} (SHA-256 {sha256})"),
    "policy_not_applied": ("  未适用：{why}", "  not applied: {why}"),
    "other_text": ("规范文本不在其适用范围内", "the text of the standard is outside its scope"),
    "other_unit": ("单位不在其适用范围内", "the unit is outside its scope"),
    "not_yet": ("尚未施行", "not in force yet"),
    "expired": ("已经失效", "no longer in force"),
    "no_date": ("缺少判断日期", "no date to judge by"),
    "policy_loosens": ("  放宽 {rule} 至{severity}：{reason}", "  loosens {rule} to {severity}: {reason}"),
    "policy_lapsed": ("  已过期的调整：{rules}", "  lapsed: {rules}"),
    "none_found": ("未发现问题（仅就程序能够检查的部分而言）。", "No problem found (as far as software can check)."),
    "found": (
        "发现 {total} 处问题：错误 {error}，警告 {warning}，提示 {info}。",
        "{total} problems found: {error} errors, {warning} warnings, {info} remarks.",
    ),
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "info": ("提示", "remark"),
    "whole": ("整份文件", "Whole document"),
    "lines": ("行:列", "line:column"),
    "fix": ("改法：{fix}", "Mend: {fix}"),
    "clause": (
        "依据：{clause}“{phrase}”（{requirements}；规则 {rule}）",
        "Clause: {clause} “{phrase}” ({requirements}; rule {rule})",
    ),
    "cut": ("另有 {count} 处未列出（规则 {rule}）。", "{count} more are not shown (rule {rule})."),
    "notes": (
        "读取说明 {total} 条，其中请留意 {warning} 条{hint}",
        "{total} reading notes, {warning} to look at{hint}",
    ),
    "notes_hint": ("（--notes 列出全部）", " (--notes lists all)"),
    "note_place": ("{place}：{message}", "{place}: {message}"),
    "statement": ("符合性声明", "Statement of conformity"),
    "statement_subject": ("检查对象：{subject}", "Subject: {subject}"),
    "statement_sha256": ("文件摘要：SHA-256 {sha256}", "File: SHA-256 {sha256}"),
    "statement_no_sha256": ("文件摘要：无（未由文件读入）", "File: none (made in memory)"),
    "statement_no_date": (
        "判断日期：无（需要日期的要求未检查）",
        "As of: no date (what needs one was not checked)",
    ),
    "statement_policy": ("分级政策：{title}，SHA-256 {sha256}", "Policy: {title}, SHA-256 {sha256}"),
    "statement_bounds": (
        "本声明由程序生成（gongkai {version}），只说明以上检查范围内的情况；“已佐证”指登记了完整的声明或记录，"
        "程序未核实其内容。",
        "Made by a program (gongkai {version}); it speaks of what was checked as said above and of nothing more. "
        "Attested means that a complete statement or record is there; its content was not verified.",
    ),
    "statement_signature": (
        "声明单位（盖章）：　　　　　　　　　　　日期：",
        "Unit (seal):                                    Date:",
    ),
    "extent_fully": ("程序完全检查", "checked by program, wholly"),
    "extent_partly": ("程序部分检查", "checked by program, in part"),
    "extent_attested": ("已佐证", "attested by people"),
    "extent_to_attest": ("待佐证", "to attest"),
    "extent_not_checked": ("未检查", "not checked"),
    "extent_not_applicable": ("不适用", "not applicable"),
    "states": (
        "通知 {total} 项要求：符合 {met}，违反 {violated}，不适用 {not_applicable}，"
        "未检查 {not_checked}，待佐证 {to_attest}，已佐证 {attested}。",
        "The notice's {total} requirements: {met} met, {violated} violated, {not_applicable} not applicable, "
        "{not_checked} not checked, {to_attest} to attest, {attested} attested.",
    ),
    "violated": ("违反 {count} 项：", "{count} violated:"),
    "to_attest": (
        "待佐证 {count} 项：软件无法判断，须以书面佐证说明，不等于符合。",
        "{count} to attest: no software can decide them; a recorded statement must. This does not mean met.",
    ),
    "attested": ("已佐证 {count} 项：", "{count} attested:"),
    "not_checked": ("未检查 {count} 项：", "{count} not checked:"),
    "why": ("{why}（{count} 项）", "{why} ({count})"),
    "role_score": (
        "{role}：{verdict}；必做 {required}/{of_required}，选做 {optional}/{of_optional}",
        "{role}: {verdict}; required {required}/{of_required}, optional {optional}/{of_optional}",
    ),
    "conforms": ("符合", "conforms"),
    "fails": ("不符合", "does not conform"),
    "unclaimed": ("未声明实现", "not claimed"),
    "suite_conforms": (
        "符合：所声明的类别，必做案例全部通过。",
        "Conforms: every required case of each claimed class passed.",
    ),
    "suite_fails": ("不符合。", "Does not conform."),
    "published": ("已写出 {count} 个文件：{name}", "wrote {count} files: {name}"),
    "converted": ("已写出 {name}", "wrote {name}"),
    "nothing_lost": ("；无信息丢失", "; nothing was lost"),
    "lost": ("；以下内容需留意或未能保留：", "; look at what could not be placed or kept:"),
    "loss": ("{place}：{message}（共 {count} 处）", "{place}: {message} ({count} places)"),
    "code_lists": ("代码表", "Code lists"),
    "closed": ("封闭", "closed"),
    "open": ("可扩展", "open"),
    "replaced_by": ("由 {codes} 取代", "replaced by {codes}"),
    "until": ("至 {date}", "until {date}"),
    "since": ("自 {date}", "since {date}"),
    "severity": ("级别：{severity}", "Severity: {severity}"),
    "rule_clause": ("条款：{clause}“{phrase}”（{requirement}）", "Clause: {clause} “{phrase}” ({requirement})"),
    "rule_why": ("为什么：{why}", "Why: {why}"),
    "rule_fix": ("改法：{fix}", "Instead: {fix}"),
    "cases": (
        "案例：违反 {violating}，符合 {conforming}，不适用 {inapplicable}",
        "Cases: {violating} violating, {conforming} conforming, {inapplicable} inapplicable",
    ),
    "case": ("{kind}：{intent}", "{kind}: {intent}"),
    "case_says": ("{at}　{message}", "{at}  {message}"),
    "retired": ("{id} 已停用，由 {heirs} 接替。", "{id} is retired; what it looked at is for {heirs}."),
    "slot": (
        "保留编号：程序无法判断，只登记佐证情况，从不报告问题。",
        "A reserved id: no program can decide this. Conformance says whether it is attested; nothing is ever found.",
    ),
    "slot_line": ("须佐证：“{phrase}”", "To be attested: “{phrase}”"),
    "attestation": (
        "佐证：登记声明，写明日期、声明人，并附至少一个有网址的佐证材料。",
        "Attested by: a statement with its date, its author and at least one piece of evidence with an address.",
    ),
    "attesting_record": ("或者登记：{records}", "Or by what is on record: {records}"),
    "possible_states": ("可能的状态：", "It can be:"),
    "possible_state": ("{name}：{means}。", "{name}: {means}."),
    "binds": ("约束对象：{binds}", "Binds: {binds}"),
    "evidence": ("证据：{evidence}", "Evidence: {evidence}"),
    "automation": ("可检查程度：{automation}", "Automation: {automation}"),
    "full": ("可完全检查", "full"),
    "partly": ("可部分检查", "partly"),
    "attest": ("须佐证", "attest only"),
    "rules": ("规则：{rules}", "Rules: {rules}"),
    "condition": ("违反情形：{condition}", "Violated when: {condition}"),
    "coverage_sources": ("来源清单 → 事项清单", "Source lists → item list"),
    "coverage_items": ("事项清单 → 标准目录", "Item list → catalogue"),
    "coverage_elements": ("公开内容 → 网站展示", "Content elements → website"),
    "coverage_matrix": (
        "领域 × 五公开（条目数；— 为注明不适用）",
        "Domains × five disclosures (entries; — does not apply)",
    ),
    "coverage_empty": ("无可计数的内容", "nothing to count"),
    "coverage_share": ("{total} 项，覆盖 {done}（{percent}）", "{total}, {done} covered ({percent})"),
    "by_list": ("按清单", "by list"),
    "by_department": ("按部门", "by department"),
    "by_domain": ("按领域", "by domain"),
    "listed": ("已列入 {count}", "{count} listed"),
    "exempt": ("不予公开 {count}", "{count} exempt"),
    "missing": ("未列入 {count}", "{count} missing"),
    "with_entries": ("有条目 {count}", "{count} with entries"),
    "without_entry": ("无条目 {count}", "{count} without an entry"),
    "cancelled": ("已取消 {count}", "{count} cancelled"),
    "shown": ("已展示 {count}", "{count} shown"),
    "awaited": ("待公开 {count}", "{count} awaited"),
    "unplaced": ("无网址 {count}", "{count} without an address"),
    "absent": ("未展示 {count}", "{count} absent"),
    "not_named": ("（未注明）", "(not named)"),
    "gap_sources": ("未列入也未说明：{name}（{place}）", "neither listed nor exempt: {name} ({place})"),
    "gap_items": ("没有条目：{name}（{place}）", "no entry: {name} ({place})"),
    "gap_unlisted": ("不在事项清单中：{name}（{place}）", "not in the item list: {name} ({place})"),
    "gaps_cut": ("另有 {count} 处，见 --format json", "{count} more; see --format json"),
    "reference_counts": (
        "{total} 行，见于网页 {page}，凭记忆 {memory}",
        "{total} rows, {page} seen on pages, {memory} from memory",
    ),
    "not_official": (
        "参考资料，非官方文本；{counts}；{date} 整理",
        "For reference, not an official text; {counts}; drawn up {date}",
    ),
    "page": ("见于网页", "page"),
    "memory": ("凭记忆", "memory"),
    "compared": (
        "一致 {matched}，缺少 {missing}，疑似更名 {renamed}，另增 {added}（仅供参考，不是问题）",
        "{matched} alike, {missing} missing, {renamed} perhaps renamed, {added} added (information, no findings)",
    ),
    "row_missing": ("  缺少：{name}（{mark}）", "  missing: {name} ({mark})"),
    "row_renamed": (
        "  疑似更名：{name} → {item}（{place}，相似度 {likeness}）",
        "  perhaps renamed: {name} → {item} ({place}, likeness {likeness})",
    ),
    "row_added": ("  另增：{name}（{place}）", "  added: {name} ({place})"),
    "inferred": (
        "推断 {count} 处，已在文件中以 {mark} 标注，请逐一核对：",
        "{count} values are inferred and marked in the document by {mark}; check each:",
    ),
    "inferred_member": ("{member}：{why}（{count} 处）", "{member}: {why} ({count})"),
    "still_open": ("{member}：{count} 处无从推断，仍为空", "{member}: nothing shows it in {count} places; left empty"),
    "texts_agree": ("没有不同。", "No difference."),
    "only_in": ("仅 {name}（{count}）：", "{name} only ({count}):"),
    "differ_required": ("必备要素", "Required elements"),
    "differ_recommended": ("建议要素", "Recommended elements"),
    "differ_item_required": ("事项清单必备要素", "Required members of an item"),
    "differ_rules": ("适用规则", "Rules in force"),
    "differ_domains": ("规定领域", "Domains that every unit covers"),
    "differ_domain_codes": ("领域代码", "Domain codes"),
    "differ_code_lists": ("代码表", "Code lists"),
    "differ_headings": ("要素用语", "Words for the elements"),
    "skipped": ("跳过 {count} 个不支持的文件：{names}", "skipped {count} files of no supported format: {names}"),
    "no_difference": ("两个版本相同。", "The editions are the same."),
    "differences": ("共 {total} 处变化：{counts}", "{total} changes: {counts}"),
    "regression": ("【公开要求降低】", " [less open than before]"),
    "suggested": (
        "可能是同一事项（未合并处理，请核实后用 --links 说明）：",
        "Perhaps the same (confirm with --links):",
    ),
    "conflicts": ("{count} 处冲突，暂保留原值：", "{count} conflicts; the base's value is kept:"),
    "decides": ("（更公开者：{side}）", " (more open: {side})"),
    "base": ("原模板", "base"),
    "ours": ("本地", "ours"),
    "theirs": ("新模板", "theirs"),
    "hashes": ("  文件校验值 {document}，内容校验值 {content}", "  document hash {document}, content hash {content}"),
    "smallest_step": ("  版本号至少应升一级：{step}", "  smallest step of the version: {step}"),
    "records_agree": ("  调整记录与实际变化相符", "  the records agree with the changes"),
    "unrecorded": ("  没有记录的变化 {count} 处：", "  {count} changes without a record:"),
    "unfounded": ("  没有对应变化的记录 {count} 条：", "  {count} records without a change:"),
    "without_cause": ("  没有写明所列调整原因的记录 {count} 条：", "  {count} records without a cause of the list:"),
    "without_basis": ("  没有调整依据的记录 {count} 条：", "  {count} records without a basis:"),
    "chain_faults": ("沿革有 {count} 处问题：", "{count} faults in the chain:"),
}


def say(word: str, lang: Language, /, **params: object) -> str:
    """A word or sentence in the language, with its parameters."""
    return _WORDS[word][lang == "en"].format_map(params)


def clause_name(clause: str, lang: Language) -> str:
    """`三(二)` → `通知三(二)`; the covering notice is called 通知 already."""
    notice = "通知"
    return clause if lang == "en" or clause == notice else notice + clause
