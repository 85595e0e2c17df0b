"""Counting what stands on front pages, by plain paths over raw XML that share nothing with readers.

Every path is relative to the element of one publication; an element counts if there is text below
it. What a file repeats per form of data counts once: as often as the form with most of them.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from parsers.model import Publication

Counts = dict[str, int]


def root_of(data: bytes) -> etree._Element:
    """The root under local names; entities nobody declared are of no account here."""
    quiet = etree.XMLParser(
        recover=True, huge_tree=True, resolve_entities=False, load_dtd=False, no_network=True
    )
    root = etree.fromstring(re.sub(rb"<!DOCTYPE[^>\[]*>", b"", data), quiet)
    for element in root.iter("*"):
        element.tag = element.tag.rpartition("}")[2].rpartition(":")[2]
        for name, text in element.items():
            element.set(name.rpartition("}")[2].rpartition(":")[2], text)
    return root


def told(root: etree._Element, path: str) -> list[etree._Element]:
    return [e for e in root.xpath(path) if "".join(e.itertext()).strip()]


def formed(elements: list[etree._Element], attribute: str = "data-format") -> int:
    """The number of elements in the office's own form, or else in the one there is."""
    forms = Counter(e.get(attribute) for e in elements)
    ranked = ("docdb", "epodoc", "epo", "original", None, *forms)
    return next((forms[form] for form in ranked if forms[form]), 0)


def distinct(root: etree._Element, path: str) -> int:
    """The number of different texts at a path."""
    return len({" ".join("".join(e.itertext()).split()) for e in told(root, path)})


def counted(publication: Publication) -> Counts:
    """What a reader gave, in the same terms."""
    found = Counter(party.role for party in publication.parties)
    found["representative"] = found["agent"] + found["agency"]
    found["cited"] = sum(c.document is not None for c in publication.citations)
    found["literature"] = sum(c.document is None for c in publication.citations)
    found["citation"] = len(publication.citations)
    found["priority"] = len(publication.priorities)
    found["related"] = len(publication.related)
    found["state"] = len(publication.designated_states)
    found.update(one.scheme for one in publication.classifications)
    return found


def us4(root: etree._Element) -> Counts:
    parties = "*[1]//*[self::parties or self::us-parties]"
    inventing = f"{parties}/applicants/applicant[@app-type='applicant-inventor']"
    inventors = told(root, f"{parties}/inventors/* | {inventing}")
    assignees = len(told(root, "*[1]/assignees/assignee"))
    new = told(root, f"{parties}/us-applicants/us-applicant")
    old = told(root, f"{parties}/applicants/applicant")
    firm = [e for e in old if e.get("app-type") != "applicant-inventor"]
    agents = told(root, f"{parties}/agents/agent")
    if root.find(".//agents") is None:
        agents = told(root, f"{parties}/correspondence-address")
    organised = [e for e in agents if e.find("addressbook/orgname") is not None]
    organised = [e for e in organised if e.find("addressbook/last-name") is None]
    uspc = "*[1]/classification-national"
    return {
        "applicant": len(new) or (len(firm) if assignees else len(old)),
        "inventor": len(inventors),
        "assignee": assignees,
        "agency": len(organised),
        "agent": len(agents) - len(organised),
        "examiner": len(told(root, "*[1]/examiners/*")),
        "cited": len(told(root, "*[1]//patcit")),
        "literature": len(told(root, "*[1]//nplcit")),
        "priority": len(told(root, "*[1]/priority-claims/priority-claim")),
        "related": len(us_related(root)),
        "ipc": len(told(root, "*[1]/classifications-ipcr/classification-ipcr"))
        + len(told(root, "*[1]/classification-ipc/main-classification"))
        + len(told(root, "*[1]/classification-ipc/further-classification")),
        "cpc": len(told(root, "*[1]/classifications-cpc//classification-cpc")),
        "locarno": len(told(root, "*[1]/classification-locarno/main-classification")),
        "uspc": len(told(root, f"{uspc}/main-classification | {uspc}/further-classification")),
        "state": 0,
    }


def us_related(root: etree._Element) -> list[etree._Element]:
    """Every document named but the child, which is this one."""
    parent = "document-id[not(ancestor::child-doc)]"
    international = "pct-or-regional-filing-data or self::pct-or-regional-publishing-data"
    return told(
        root, f"*[1]/us-related-documents//{parent} | *[1]/*[self::{international}]/document-id"
    )


def us2(root: etree._Element) -> Counts:
    design = ".//B130[starts-with(normalize-space(), 'S')]"
    return {
        "applicant": len(told(root, ".//B700/B720/B721/LEGAL-REPRESENTATIVE/PARTY-US")),
        "inventor": len(told(root, ".//B700/B720/B721/PARTY-US")),
        "assignee": len(told(root, ".//B700/B730/B731/PARTY-US")),
        "representative": len(told(root, ".//B700/B740/B741/PARTY-US")),
        "examiner": len(told(root, ".//B745/B746/PARTY-US | .//B745/B747/PARTY-US")),
        "cited": len(told(root, ".//B560/B561/PCIT")),
        "literature": len(told(root, ".//B560/B562/NCIT")),
        "priority": len(told(root, ".//B300/B310")),
        "related": len(told(root, ".//B600//PARENT-US | .//B600/B680US | .//B600/B690US")),
        "locarno" if root.xpath(design) else "ipc": len(told(root, ".//B510/B511 | .//B510/B512")),
        "uspc": len(told(root, ".//B520/B521 | .//B520/B522")),
        "state": 0,
    }


def pap(root: etree._Element) -> Counts:
    biblio = "subdoc-bibliographic-information"
    return {
        "inventor": len(told(root, f"{biblio}/inventors/*[name]")),
        "assignee": len(told(root, f"{biblio}/assignee")),
        "representative": len(told(root, f"{biblio}/correspondence-address")),
        "examiner": 0,
        "citation": 0,
        "priority": len(told(root, f"{biblio}/foreign-priority-data")),
        "ipc": len(told(root, f"{biblio}//ipc")),
        "uspc": len(told(root, f"{biblio}//uspc")),
        "state": 0,
    }


def ep(root: etree._Element) -> Counts:
    return {
        "applicant": len(told(root, "SDOBI/B700/B710/B711")),
        "inventor": len(told(root, "SDOBI/B700/B720/B721")),
        "assignee": len(told(root, "SDOBI/B700/B730/B731")),
        "agent": len(told(root, "SDOBI/B700/B740/B741")),
        "agency": 0,
        "cited": len(told(root, "SDOBI/B500/B560/B561 | description//patcit")),
        "literature": len(told(root, "SDOBI/B500/B560/B562 | description//nplcit")),
        "priority": len(told(root, "SDOBI/B300/B310")),
        "state": len(
            told(root, "SDOBI/B800//ctry[ancestor::B840 or ancestor::B844EP or ancestor::B848EP]")
        ),
        "related": len(
            told(root, "SDOBI/B600//pdoc/dnum/* | .//B860/B861/dnum/* | .//B870/B871/dnum/*")
        ),
        "ipc": len(told(root, "SDOBI/B500//classification-ipcr | .//B510/B511 | .//B510/B512")),
        "cpc": len(told(root, "SDOBI/B500//classification-cpc")),
    }


def cn36(root: etree._Element) -> Counts:
    biblio = "cn-bibliographic-data"
    agencies = {"".join(e.itertext()) for e in told(root, f"{biblio}//cn-agency/name")}
    return {
        "applicant": len(told(root, f"{biblio}/cn-parties/cn-applicants/cn-applicant")),
        "inventor": len(told(root, f"{biblio}/cn-parties/cn-inventors/cn-inventor")),
        "assignee": len(told(root, f"{biblio}/*/cn-assignee | {biblio}//cn-assignees/cn-assignee")),
        "agency": len(agencies),
        "agent": len(told(root, f"{biblio}//cn-agents/cn-agent/name")),
        "examiner": len(told(root, f"{biblio}//*[contains(local-name(), 'examiner')]/name")),
        "priority": len(told(root, f"{biblio}//priority-claim")),
        "ipc": len(told(root, f"{biblio}//classification-ipcr"))
        + len(told(root, f"{biblio}//classification-ipc/*[contains(name(), 'classification')]")),
    }


def cn96(root: etree._Element) -> Counts:
    biblio = "*[self::BibliographicData or self::DesignBibliographicData]"
    listed = "Description/CitationList"
    books = "AddressBook[*[not(self::RegisteredNumber)]]"
    agencies = {"".join(e.itertext()).strip() for e in told(root, f"{biblio}//Agency/AddressBook")}
    return {
        "applicant": len(told(root, f"{biblio}/Parties/ApplicantDetails/Applicant/{books}/Name")),
        "inventor": len(told(root, f"{biblio}/Parties/InventorDetails/Inventor/{books}/Name")),
        "assignee": len(told(root, f"{biblio}/AssigneeDetails/Assignee/AddressBook")),
        "agency": len(agencies),
        "agent": len(told(root, f"{biblio}/Parties/AgentDetails/Agent/AddressBook/Name")),
        "examiner": len(told(root, f"{biblio}/ExaminerDetails/Examiner")),
        "citation": len(told(root, f"{biblio}/ReferencesCited/Citation"))
        + len(told(root, f"{listed}//ApplicationCitation | {listed}//NPLCitation")),
        "priority": formed(told(root, f"{biblio}/PriorityDetails/Priority"), "dataFormat"),
        "ipc": len(told(root, f"{biblio}//ClassificationIPCR")),
        "fi": len(told(root, f"{biblio}/JPClassification/FI")),
        "fterm": len(told(root, f"{biblio}/JPClassification/FClass/FTerm")),
        "state": distinct(root, f"{biblio}/DesignationOfStates//WIPOST3Code[not(parent::Region)]"),
    }


def jp36(root: etree._Element) -> Counts:
    both = "bibliographic-data/parties/applicants-agents-article/applicants-agents"
    return {
        "applicant": len(told(root, f"{both}/applicant/addressbook/name")),
        "agent": len(told(root, f"{both}/agent/addressbook/name")),
        "inventor": len(told(root, "bibliographic-data/parties/inventors/inventor")),
        "ipc": len(told(root, ".//classification-ipc/*[contains(name(), '-clsf')]")),
        "fi": len(told(root, ".//classification-national/*[contains(name(), '-clsf')]")),
        "fterm": len(told(root, ".//f-term-info/f-term | .//theme-code-info/theme-code")),
        "priority": len(told(root, ".//priority-claims/priority-claim")),
        "citation": distinct(root, ".//description//patcit | .//description//nplcit"),
    }


def docdb(root: etree._Element) -> Counts:
    """A claim linked as `W` names the international application, which is a related one."""
    biblio = "bibliographic-data"
    passed = "priority-linkage-type = 'W'"
    return {
        "applicant": formed(told(root, f"{biblio}/parties/applicants/applicant")),
        "inventor": formed(told(root, f"{biblio}/parties/inventors/inventor")),
        "assignee": 0,
        "representative": 0,
        "priority": formed(told(root, f"{biblio}/priority-claims/priority-claim[not({passed})]")),
        "cited": len(told(root, f"{biblio}/references-cited/citation/patcit")),
        "literature": len(told(root, f"{biblio}/references-cited/citation/nplcit")),
        "ipc": len(told(root, f"{biblio}/classifications-ipcr/classification-ipcr")),
        "state": distinct(root, f"{biblio}/designation-of-states//country[not(parent::region)]"),
    }


def marec(root: etree._Element) -> Counts:
    biblio = "bibliographic-data"
    parties = f"{biblio}/parties"
    return {
        "applicant": formed(told(root, f"{parties}/applicants/applicant"), "format"),
        "inventor": formed(told(root, f"{parties}/inventors/inventor"), "format"),
        "assignee": formed(told(root, f"{parties}/assignees/assignee"), "format"),
        "representative": formed(told(root, f"{parties}/agents/agent"), "format"),
        "examiner": formed(told(root, f"{parties}/examiners/examiner"), "format"),
        "cited": len(told(root, f"{biblio}//patent-citations/patcit")),
        "literature": len(told(root, f"{biblio}//non-patent-citations/nplcit")),
        "priority": len(told(root, f"{biblio}/priority-claims/priority-claim")),
        "state": len(told(root, f"{biblio}//designated-states//country")),
    }


def wo96(root: etree._Element) -> Counts:
    bag = "BibliographicData/PartyBag"
    return {
        "applicant": len(told(root, f"{bag}/ApplicantBag/Applicant")),
        "inventor": len(told(root, f"{bag}/InventorBag/Inventor")),
        "assignee": len(told(root, f"{bag}/AssigneeBag/Assignee")),
        "representative": len(told(root, f"{bag}/RegisteredPractitionerBag/*")),
        "examiner": len(told(root, f"{bag}/ExaminerBag/*")),
        "citation": len(told(root, "BibliographicData/ReferenceCitationBag/ReferenceCitation")),
        "priority": len(told(root, "BibliographicData/PriorityClaimBag/PriorityClaim")),
        "ipc": len(told(root, "BibliographicData//IPCRClassification")),
        "cpc": len(told(root, "BibliographicData/PatentClassificationBag//CPCClassification")),
    }


def kipris(item: etree._Element) -> Counts:
    def names(tag: str) -> int:
        return len([name for name in re.split("[|;]", item.findtext(tag) or "") if name.strip()])

    return {
        "applicant": names("applicantName"),
        "inventor": names("inventorName"),
        "assignee": names("regPrivilegeName"),
        "representative": names("agentName"),
        "ipc": names("ipcNumber"),
    }


def dpma(root: etree._Element) -> Counts:
    """A document of the register, or a record in a list of hits."""
    parties = "bibliographic-data/parties"
    holders = "applicants/applicant | OwnerOrApplicant"
    agents = f"{parties}/agents/agent | agent | Representative"
    design = "DesignDetails/Design"
    return {
        "applicant": len(told(root, f"{parties}/applicants/applicant | {holders}"))
        + len(told(root, f"{design}/ApplicantDetails/Applicant")),
        "inventor": len(told(root, f"{parties}/inventors/inventor | {design}//Designer")),
        "representative": len(told(root, f"{agents} | {design}//Representative")),
        "priority": len(told(root, "bibliographic-data/priority-claims/priority-claim"))
        + len(told(root, f"{design}/PriorityDetails/Priority")),
    }


def ops(document: etree._Element) -> Counts:
    """A claim to an international application tells whose national phase it is."""
    passed = (
        "starts-with(normalize-space(document-id[@document-id-type='epodoc']/doc-number), 'WO')"
    )
    biblio = "bibliographic-data"
    return {
        "applicant": formed(told(document, f"{biblio}/parties/applicants/applicant")),
        "inventor": formed(told(document, f"{biblio}/parties/inventors/inventor")),
        "cited": len(told(document, f"{biblio}/references-cited/citation/patcit")),
        "literature": len(told(document, f"{biblio}/references-cited/citation/nplcit")),
        "ipc": len(told(document, f"{biblio}/classifications-ipcr/classification-ipcr")),
        "priority": len(told(document, f"{biblio}/priority-claims/priority-claim[not({passed})]")),
    }


COUNTERS = {
    "us4": us4,
    "us2": us2,
    "pap": pap,
    "ep": ep,
    "cn36": cn36,
    "cn96": cn96,
    "jp36": jp36,
    "docdb": docdb,
    "marec": marec,
    "wo96": wo96,
    "dpma": dpma,
    "kipris": kipris,
    "ops": ops,
}
_PUBLISHED = ("openNumber", "registerNumber", "registrationNumber")
_DOCUMENTS = {
    "kipris": "//item",
    "ops": "//exchange-document",
    "dpma": "//dpma-patent-document | //PatentHitListRecord | //DesignHitListRecord"
    " | //DesignApplication",
}


def documents(name: str, root: etree._Element) -> Iterator[Counts]:
    """The counts of every publication below a root, in the order of the file."""
    for document in root.xpath(_DOCUMENTS.get(name, ".")):
        times = sum(bool(document.findtext(tag)) for tag in _PUBLISHED) if name == "kipris" else 1
        for _ in range(times):
            yield COUNTERS[name](document)
