"""Plain sentences, made up, of the kinds that a few words of judgement alone get wrong."""

from pathlib import Path

import pandas as pd
import pytest
from shipped import REPOSITORY

from analysis.coding import code_texts, read_codebook

CODEBOOK = read_codebook()
MOST_WRONG = 1  # of a kind
FLOOR = 0.95  # of other people's sentences of these kinds, where they are at hand
OTHERS = REPOSITORY.parent / "shared" / "cases" / "sentences.csv"
LEARNED = REPOSITORY / "training" / "plain.csv"  # made-up sentences that the clues to a stance were learned from
HELD = Path(__file__).with_name("plain_held.csv")  # made-up ones that nothing was learned from
LEARNED_FLOOR, HELD_FLOOR = 0.98, 0.86  # of these sentences with the stance, and with the direction, of the analyst

KINDS = {
    "harm that is denied": [
        ("Young people in these placements are not at increased risk, as staff know where they are.", "strength"),
        ("Care leavers do not feel abandoned when they turn 18.", "strength"),
        ("Families rarely have to repeat their stories.", "strength"),
        ("Delay in family finding is uncommon.", "strength"),
        ("There is no backlog of referrals in the front door.", "strength"),
        ("No children were found to be in unsafe homes.", "strength"),
        ("Disabled children do not wait long for a short break.", "strength"),
        ("Unnecessary changes of social worker are avoided.", "strength"),
        ("Babies in the mother and baby homes do not come to harm.", "strength"),
        ("Young people rarely go missing from these homes.", "strength"),
        ("Carers do not feel judged by the panel.", "strength"),
        ("There are no gaps between the early help offer and statutory services.", "strength"),
        ("Children are seldom moved at short notice.", "strength"),
        ("No family was left without support over the holidays.", "strength"),
        ("Instability in the workforce is no longer a feature.", "strength"),
        ("Court work is free from drift.", "strength"),
        ("Sons and daughters of foster carers do not feel left out.", "strength"),
        ("Young people in supported lodgings seldom go missing.", "strength"),
        ("Social workers do not carry too many cases.", "strength"),
        ("Children were not put at risk by these changes.", "strength"),
        ("Cancelled visits are rare.", "strength"),
        ("There is no waiting list for the parenting course.", "strength"),
        ("No care leaver is homeless.", "strength"),
        ("Parents do not have to chase for an answer.", "strength"),
    ],
    "practice that is weak or weaker": [
        ("Many pathway plans are not fit for purpose.", "concern"),
        ("The timeliness of return home interviews has deteriorated over the last six months.", "concern"),
        ("Decision-making at the front door has worsened since the last visit.", "concern"),
        ("The oversight of private fostering has become weaker.", "concern"),
        ("Social workers find it hard to see their managers.", "concern"),
        ("There are serious weaknesses in practice, and children are not safe enough.", "concern"),
        (
            "Help is marked by serious weaknesses as well as staffing challenges, with a high turnover of staff.",
            "concern",
        ),
        ("Visits to children are less frequent than at the last inspection.", "concern"),
        ("Plans for many children are unfit for their purpose.", "concern"),
        ("Record keeping has worsened over the past year.", "concern"),
        ("The standard of recording has slipped since the last inspection.", "concern"),
        ("Auditing is less thorough than it was.", "concern"),
        ("Visits happen less frequently than before.", "concern"),
        ("Parents find it difficult to contact the team.", "concern"),
        ("Practice in the assessment service is weak and children are left unsafe.", "concern"),
        ("The majority of life-story books are unfit for children to keep.", "concern"),
        ("The response to neglect has deteriorated.", "concern"),
        ("Attendance at core groups has dropped since the last visit.", "concern"),
        ("Carers say it is hard to get hold of a manager.", "concern"),
        ("Young carers feel ignored.", "concern"),
    ],
    "leaders who know a weakness": [
        ("Leaders know that too many assessments are late.", "concern"),
        ("Senior leaders accept that plans for children in need are weak.", "concern"),
        ("The director is aware that caseloads are too high in the court team.", "concern"),
        ("Leaders acknowledge that the quality of audits is poor.", "concern"),
        ("Senior managers know that supervision is too infrequent.", "concern"),
        ("The lead member recognises that there is drift in planning.", "concern"),
        ("Leaders are aware that there are delays in family finding.", "concern"),
        ("Managers understand that there is a backlog of assessments.", "concern"),
        ("Leaders know that the quality of plans is inconsistent.", "concern"),
        ("The chief executive accepts that decisions are too slow.", "concern"),
        ("Councillors are aware that there is drift for children in care.", "concern"),
        ("The director understands that recording is weak and plans training.", "concern"),
    ],
    "leaders who know their service": [
        ("Leaders know their strengths and weaknesses very well.", "strength"),
        ("Leaders know where practice is strong and where it is not.", "strength"),
        ("Leaders know what works well and what needs to improve.", "strength"),
    ],
    "grades and numbers that moved": [
        ("The council has improved from requires improvement to good.", "strength"),
        ("The overall grade has risen from inadequate to requires improvement to be good.", "strength"),
        ("The number of children without a social worker has fallen from 70 to 3.", "strength"),
        ("Agency staff have reduced from 45% to 12%, which gives children more stability.", "strength"),
        ("The service was judged inadequate in 2018 and is now good.", "strength"),
        ("The help and protection grade has moved from inadequate to good.", "strength"),
        ("Vacancies have fallen from a third to a tenth, so that children keep their social worker.", "strength"),
        ("The number of families waiting for support dropped from 80 to 11 in a year.", "strength"),
        ("The number of children on the waiting list has doubled to 140.", "concern"),
        ("The judgement for care leavers has risen from requires improvement to outstanding.", "strength"),
        ("The service has gone from good to inadequate in three years.", "concern"),
        ("The number of overdue assessments has dropped from 120 to 4.", "strength"),
        ("Turnover has fallen from 30% to 9%.", "strength"),
        ("Caseloads fell from 28 to 15 over the year.", "strength"),
        ("The proportion of children seen within ten days has fallen to 54%.", "concern"),
    ],
    "quality that stays high": [
        ("The quality of supervision remains high.", "strength"),
        ("The standard of care in the homes remains high.", "strength"),
    ],
    "names that hold a word of judgement": [
        ("The Signs of Safety model is used by all teams.", "neutral"),
        ("The council has commissioned a Staying Close service.", "neutral"),
        ("Children in the Safe Families scheme make very good progress.", "strength"),
        ("The Missing Children Panel meets every month.", "neutral"),
        ("The Strengthening Families programme runs in every school.", "neutral"),
        ("The authority has adopted the Good Lives approach.", "neutral"),
        ("Staff in the Stronger Together team are skilled and patient.", "strength"),
        ("The Bright Futures service covers the whole county.", "neutral"),
        ("The council uses the Safe and Strong Families framework.", "neutral"),
        ("Mothers in the New Beginnings group are helped with skill and warmth.", "strength"),
    ],
    "work that has just begun": [
        ("This work is at an early stage.", "neutral"),
        ("It is too soon to judge the impact of the new structure.", "neutral"),
        ("This project is in its early stages.", "neutral"),
        ("It is too early to say whether the changes will last.", "neutral"),
        ("The review of the front door is still at an early stage.", "neutral"),
        ("It is too early to judge whether this will help children.", "neutral"),
    ],
    "plans, methods and descriptions": [
        ("Plans are in place to recruit more foster carers next year.", "neutral"),
        ("The new director started in September.", "neutral"),
        ("Inspectors held meetings with social workers, carers and the police.", "neutral"),
        ("The service covers four districts and has two offices.", "neutral"),
        ("The proportion of care leavers in education is unchanged, at 52%.", "neutral"),
        ("The authority intends to open two children's homes in the spring.", "neutral"),
        ("A new panel will start work in April.", "neutral"),
        ("Inspectors met children, parents and carers during the visit.", "neutral"),
        ("The team is based in the civic centre.", "neutral"),
        ("The council plans to appoint a second principal social worker.", "neutral"),
        ("A new system for recording will be launched in June.", "neutral"),
        ("Inspectors read 60 case files and observed three panels.", "neutral"),
        ("The court team has seven social workers.", "neutral"),
        ("The number of children on a child protection plan is the same as last year.", "neutral"),
    ],
    "praise and concern in one sentence": [
        ("Pathway plans are up to date, but they are rarely ambitious.", "mixed"),
        ("Although social workers are committed, their caseloads are too high.", "mixed"),
        ("Placement stability has improved, whereas the sufficiency of homes is still poor.", "mixed"),
        ("Independent reviewing officers know children well, but seldom challenge drift.", "mixed"),
        ("Child protection conferences are held on time, although their minutes are often late.", "mixed"),
        ("Personal advisers are caring, but some have too many young people to support.", "mixed"),
        ("Life-story work is sensitive, although it often starts too late.", "mixed"),
        ("Health assessments are now timely, but dental checks are still delayed.", "mixed"),
        ("While most carers feel valued, several say that training is hard to get.", "mixed"),
        ("Social workers know children well, whereas managers do not.", "mixed"),
        ("Permanence plans are in place for most children, but they are seldom reviewed.", "mixed"),
        ("Although return home interviews take place, they lack depth.", "mixed"),
        ("Recruitment has improved, but retention has not.", "mixed"),
        ("Personal education plans are detailed, but targets are vague.", "mixed"),
        ("Whereas younger children are visited often, teenagers are not.", "mixed"),
    ],
}


def code_stances(texts) -> list[str]:
    rows = pd.DataFrame({"id": range(len(texts)), "text": list(texts)})
    return code_texts(rows, CODEBOOK)["stance"].tolist()


@pytest.mark.parametrize("kind", KINDS)
def test_plain_sentences_of_a_kind_are_judged_as_people_do(kind):
    texts, stances = zip(*KINDS[kind], strict=True)
    wrong = [row for row in zip(texts, stances, code_stances(texts), strict=True) if row[1] != row[2]]
    assert len(wrong) <= MOST_WRONG, wrong


@pytest.mark.skipif(not OTHERS.exists(), reason="the sentences of other people are not at hand")
def test_sentences_of_other_people_are_judged_as_they_do():
    others = pd.read_csv(OTHERS)
    assert (code_stances(others["text"]) == others["stance"]).mean() >= FLOOR


@pytest.mark.parametrize(("path", "floor"), [(LEARNED, LEARNED_FLOOR), (HELD, HELD_FLOOR)], ids=["learned", "held"])
def test_made_up_sentences_are_judged_as_an_analyst_does(path, floor):
    sentences = pd.read_csv(path, keep_default_na=False)
    coded = code_texts(sentences.assign(id=sentences.index), CODEBOOK)
    shares = {name: (coded[name] == sentences[name]).mean() for name in ("stance", "direction")}
    assert min(shares.values()) >= floor, shares


def test_no_sentence_is_both_learned_and_held():
    texts = [set(pd.read_csv(path)["text"]) for path in (LEARNED, HELD)]
    assert texts[0].isdisjoint(texts[1])


@pytest.mark.parametrize(
    ("text", "stance", "direction"),
    [
        ("The number of overdue visits has fallen from 60 to 4.", "strength", "improving"),
        ("The number of foster carers has fallen from 90 to 62.", "concern", "worsening"),
        ("Caseloads have not fallen.", "concern", "unchanged"),
        ("Vacancies have doubled.", "concern", "worsening"),
        ("The proportion of visits made on time has risen to 96%.", "strength", "improving"),
        ("The number of children in care has risen to 412.", "neutral", "none"),
    ],
    ids=["fewer of a burden", "fewer of an asset", "not fewer", "more of a burden", "more of an asset", "of neither"],
)
def test_what_rises_and_falls_is_judged_by_what_it_is(text, stance, direction):
    coded = code_texts(pd.DataFrame({"id": [1], "text": [text]}), CODEBOOK)
    assert coded[["stance", "direction"]].iloc[0].tolist() == [stance, direction]


@pytest.mark.parametrize(
    ("text", "stance", "direction"),
    [
        ("Recording has sharpened.", "strength", "improving"),
        ("Audits are frequent, but zz is zz.", "mixed", "none"),
        ("Children are happy while plans are made.", "strength", "none"),
        ("No child in the sample was unsafe.", "strength", "none"),
        ("No record says why children were unsafe.", "concern", "none"),
    ],
    ids=["change alone", "but, and words unlisted", "while that is no turn", "nobody", "a reason that is missing"],
)
def test_words_that_say_nothing_alone_are_read_with_what_stands_beside_them(text, stance, direction):
    coded = code_texts(pd.DataFrame({"id": [1], "text": [text]}), CODEBOOK)
    assert coded[["stance", "direction"]].iloc[0].tolist() == [stance, direction]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Closing Doors team was asked about its plans.", "neutral"),
        ("No wrong doors were found.", "concern"),
        ("Drift and Delay are common.", "concern"),
        ("DELAY AND DRIFT ARE COMMON.", "concern"),
    ],
    ids=["a name", "the words of a name, small", "capitals that make no name of the first word", "all in capitals"],
)
def test_words_in_a_name_judge_nothing(text, stance):
    assert code_stances([text]) == [stance]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("There is no drift.", "strength"),
        ("There is no grip on drift.", "concern"),
    ],
    ids=["no trouble", "nothing done about it"],
)
def test_no_denies_the_trouble_that_it_stands_next_to(text, stance):
    assert code_stances([text]) == [stance]
