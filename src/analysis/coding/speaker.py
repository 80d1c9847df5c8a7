"""Who speaks in a press report: the inspectors, the council or the reporter."""

from analysis.letters import COUNCIL, INSPECTOR, Memory, Speech, follow_speech

REPORTER = "reporter"


def code_speakers(paragraphs: list[tuple[str, list[str]]]) -> list[list[str]]:
    """Return the speaker of each sentence of a press report, given its paragraphs as (kind, sentences).

    Quoted inspectors and the items that the article lists are `inspector`; the council's people and plans are
    `council`, quoted or not; the rest is `reporter`: what inspectors found in the reporter's words, and what anybody
    else says, from ministers to parents.
    """
    memory, speakers = Memory(), []
    for kind, sentences in paragraphs:
        speeches, memory = follow_speech(sentences, memory)
        items = kind == "improvement"
        speakers.append([INSPECTOR if items else _name_speaker(speech) for speech in speeches])
    return speakers


def _name_speaker(speech: Speech) -> str:
    if speech.who == COUNCIL or speech.is_plan:
        return COUNCIL
    return INSPECTOR if speech.who == INSPECTOR and speech.is_quoted else REPORTER
