"""网站和专题的规则 — the unit's site, what can be downloaded, and the pilot topic on the home page.

Source: notice 三(四) 政府网站, 四(二) 在首页开设试点工作专题.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from gongkai_standard.compendium import Compendium
from gongkai_standard.portal import Topic
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import says_something
from gongkai_standard.rules.scope import works_as_pilot


def host(url: str) -> str | None:
    """The host that an address names, in small letters, with or without a scheme in front; None where it names none.

    >>> host("http://www.Luolong.gov.cn:80/zwgk"), host("www.luolong.gov.cn"), host("http://[::1")
    ('www.luolong.gov.cn', 'www.luolong.gov.cn', None)
    """
    text = url.strip()
    try:
        named = urlsplit(text if "//" in text.split("?", 1)[0] else f"//{text}").hostname
    except ValueError:
        return None
    return named.rstrip(".") or None if named else None


def is_government_host(name: str | None) -> bool:
    """Whether a host lies under .gov.cn. Source: 国办发〔2017〕47号."""
    return name is not None and f".{name}".endswith(".gov.cn")


@rule(
    "GK-WEB-002",
    about=Compendium,
    requirements=("R-104",),
    severity=Severity.WARNING,
    needs=(needs.SITE,),
)
def site_outside_gov_cn(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """The unit's website has a host that does not lie under .gov.cn.

    Why: government websites are built to one standard on one platform; people tell a real one by its domain.

    Instead: give the address of the government website, such as www.xxx.gov.cn.
    """
    url = index.site.url if index.site else None
    if url and says_something(url) and not is_government_host(host(url)):
        yield Fault("site/url", {"host": host(url) or url})


@rule(
    "GK-WEB-006",
    about=Compendium,
    requirements=("R-108",),
    severity=Severity.INFO,
    needs=(needs.DOWNLOADS,),
)
def nothing_to_download(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """No copy of the lists and catalogues can be downloaded: none is recorded, or none with its address.

    Without a search on the website either, nothing is easy to obtain.

    Why: the public should be able to query and obtain the information, not only look at it.

    Instead: publish a copy that can be downloaded and read by programs, and record its format and address.
    """
    if not any(says_something(copy.url) for copy in compendium.downloads):
        can_be_queried = compendium.site is not None and says_something(compendium.site.search_url)
        at = "downloads/0/url" if compendium.downloads else "downloads"
        yield Fault(at, also=() if can_be_queried else ("R-012",))


@rule(
    "GK-XCH-001",
    about=Compendium,
    requirements=("R-130",),
    severity=Severity.ERROR,
    needs=(needs.TOPIC,),
    met_needs=(needs.HOME_PAGE,),
    applies=works_as_pilot,
)
def no_topic_on_the_home_page(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A pilot unit has no topic on the pilot work (试点工作专题), or one that its home page does not lead to.

    The latter is a warning, and rests on what is recorded of a look at the home page; where nothing is recorded,
    the requirement is not said to be met.

    Why: the portals of the province and of every pilot unit are to open a topic on their home page.

    Instead: open the topic and record its address; link it from the home page.
    """
    topic = compendium.topic
    if topic is None:
        yield Fault("topic")
    elif not says_something(topic.url):
        yield Fault("topic/url")
    elif topic.linked_from_home is False:
        yield Fault("topic/linked_from_home", {}, "not_linked", Severity.WARNING)


@rule(
    "GK-XCH-003",
    about=Compendium,
    requirements=("R-132",),
    severity=Severity.WARNING,
    needs=(needs.TOPIC_ITSELF,),
)
def topic_without_public(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """The pilot topic offers no way to give feedback (互动), or shows no post on how the work goes (工作动态).

    Why: people should see how the pilot goes, supervise it, and share in what it brings.

    Instead: add the address for feedback, and the posts with title, date and address.
    """
    topic = compendium.topic or Topic()  # the rule needs one, so there is one
    if not says_something(topic.feedback_url):
        yield Fault("topic/feedback_url", {}, "no_feedback")
    if not any(says_something(post.title, post.url) for post in topic.progress):
        yield Fault("topic/progress", {}, "no_progress")
