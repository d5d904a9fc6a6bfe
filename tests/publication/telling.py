# ruff: noqa: E501 - a description is a line
"""Descriptions by which somebody would be known without a name, and prose of published reviews that points to nobody.

All of it is invented, and was written before the rules that it measures.
"""

from __future__ import annotations

TOLD_BY_EYE = (
    "The stepfather was the bandmaster of the colliery band and lost two fingers in a quarry blast.",
    "She was the youngest person ever to be sectioned in the county.",
    "The family came from the Faroe Islands and kept sled dogs.",
    "His mother had been a contestant on a televised baking competition.",
    "The baby was born in the lift of a multi-storey car park.",
    "The great-uncle had been governor of the prison and a Liberal candidate.",
    "The father was the last lamplighter of the borough.",
    "Mrs A weighed 31 stone and had not left the flat for six years.",
    "The sisters were conjoined until they were nine months old.",
    "He had Fabry disease, of which there are few cases in the country.",
    "The girl swam the Channel at the age of twelve for charity.",
    "The older brother was convicted of the kidnapping of a bishop's driver.",
    "They lived on a converted lifeboat moored below the swing bridge.",
    "The grandmother had eighteen children, of whom Mr A was the sixteenth.",
    "The death took place on the night of the royal wedding.",
    "The car was swept away when Storm Brunhilde flooded the ford.",
    "The mother was a former Olympic rower and sat on the bench as a magistrate.",
    "The boy was found in the boot of a hearse at the crematorium.",
    "The carer won 400,000 pounds on the lottery that spring.",
    "The lodger had escaped from a monastery in Moldova.",
    "The nursery is the only Welsh-medium setting in the valley.",
    "The pupil was the only wheelchair user at the grammar school.",
    "A photograph of the kitchen was printed on the front page of three newspapers.",
    "The video of the assault was viewed two million times.",
)

PROSE = """
This review was commissioned by the safeguarding partnership after a child was seriously injured. Its purpose is to learn, and not to blame. The panel met six times and was chaired by an independent reviewer who had not worked in the area. Agencies were asked to provide a chronology and an analysis of their own involvement. The names of the family have been replaced with codes, and details that could lead to them have been changed or left out where the learning does not need them.
The family consisted of the mother, the father and two children. The mother had lived in care as a teenager and had been a looked after child herself. She had a history of low mood, for which her doctor had prescribed medication. The father worked shifts in a warehouse and was often absent when professionals visited. Practitioners described him as polite, and some of them said that they had never spoken to him alone. The reviewer found that fathers were rarely asked about their own childhoods.
The first referral was made by the school, which was worried about attendance. A social worker visited and saw both children. The assessment was completed within the timescale and closed with advice. There is no record that the children were asked what they wanted. In supervision the manager agreed with the decision. Some months later a neighbour rang the helpline anonymously and said that a child had been crying for a long time. The call was recorded as information only.
The health visitor saw the younger child at home and noted that weight gain was slow. She made an appointment at the clinic, which was not attended. The practice had a policy for children who are not brought to appointments, but staff were not familiar with it. The reviewer heard that the policy had been sent by e-mail and that nobody had been trained in it. A letter was sent to the mother, and the matter was not followed up. In the view of the panel this was a missed opportunity.
Police officers attended the address on several occasions after reports of shouting. On each occasion the couple said that they had argued about money. The officers completed a risk assessment, which was graded as standard. Information was shared with the local authority, where it was added to the record of the children. The panel noted that no agency held all of the reports together, and that the pattern was therefore not seen. When the reports are read side by side, they show that the intervals between them were getting shorter.
The hospital saw the younger child with a bruise, and the explanation was accepted. The doctor who examined the child was new to the department and did not know that earlier attendances could be seen on the system. There was no discussion with a consultant. National guidance says that bruising in a child who is not independently mobile should always lead to a referral. The reviewer asked why that did not happen here, and was told that the department was under great pressure and that the guidance was not on display.
A strategy meeting was held, which not all agencies attended. The minutes were circulated late. It was agreed that the children would be made subject to a child protection plan under the category of neglect. The core group met regularly, and the plan was reviewed. Progress was described in terms of what the parents had attended rather than what had changed for the children. The chair of the conference told the reviewer that she had been reassured by the attitude of the parents.
The review found that professionals were optimistic, and that there was too little challenge. Supervision was regular, but was mostly about tasks. Workers told the reviewer that they had felt uneasy, and had not had the time to think about what the unease meant. The voice of the children was recorded in few places. When the older child did speak to a teaching assistant, what was said was passed on promptly, and this was good practice. The teaching assistant was the person in whom the child trusted most.
The mother met the reviewer and said that she had felt judged. She would have liked somebody to ask how she was, and not only how the children were. She said that the support worker from the children's centre had been kind and had done what she had promised. The father did not wish to take part. The grandmother gave her view in writing. The reviewer is grateful to all of them, and has tried to do justice to what they said.
Black and minority ethnic families are over-represented in the population that the partnership serves, and the panel considered whether assumptions about culture had played a part. It found no evidence that they had, but noted that an interpreter was used at only some of the visits and that family members interpreted at others. The partnership has since agreed a protocol. It has also reviewed the training of newly qualified staff, and the audit showed that most of them had attended.
The panel makes seven recommendations. The partnership should assure itself that staff understand neglect and its effect over time. It should ask each agency to show how supervision makes room for reflection. The health trust should make certain that earlier attendances are seen by those who examine a child. The police should review how repeated reports from the same address are brought together. Schools should be told the outcome of referrals that they make. All agencies should record what children say in their own words. The partnership will publish its response beside this report, and will report on progress after a year.
Since the events described here the local authority has introduced a new model of practice, and the inspectorate has found that the quality of assessments has improved. Caseloads are lower than they were. There is a single point of contact for families, and practitioners from health, police and education sit together. The panel heard from front-line staff that they now speak to one another more often and earlier. It also heard that thresholds are still not understood in the same way everywhere, and that this needs attention from leaders.
"""

# written when the rules were there, and not looked at while they were made: what is left out here is not mended
TOLD_BY_EYE_LATER = (
    "The uncle was the organist who was suspended after the concert for the duchess.",
    "The children were hidden for a month in the bell tower.",
    "Mr A had fought in the Spanish Foreign Legion.",
    "The girl was the only pupil on the island.",
    "Her grandmother had been a weather presenter.",
    "He was born on the sleeper to Fort William.",
    "The baby had Zellweger syndrome.",
    "The mother was jailed for smuggling parrots.",
    "The house was the one with the dinosaur in the garden.",
    "The family fled from Turkmenistan with two trained falcons.",
    "She had been an extra in a film about the miners.",
    "The eldest had a tattoo of a spider across his face.",
)

# prose that comes near the rules and tells nothing
HARD_PROSE = """
The first meeting of the core group was held in the school, and the last was held at the office. The only record of the visit is a short note. The youngest child was the first to speak to the worker in the team about contact. The oldest record on the system is from the referral. The review was the first of its kind for the partnership, and it was the only agency in the meeting that had read the report. The father was found in the waiting room by the receptionist. The letter was found in the file, and the plan was left in the tray of the manager.
The mother was born in another town and lived in a flat above the average size for the area. She stayed in temporary accommodation for a time and later moved home. The children had several pets and enjoyed walking. The older child won a certificate for attendance and took part in a sponsored walk. The support worker from the club said that he liked football. The police officer who attended was the first on duty. The team leader of the early help service was on leave on the day of the meeting. The week before the conference the social worker rang.
Staff told the review that the chair of the conference was respected. The consultant paediatrician in the hospital gave advice by telephone. The health visitor in the area had a high caseload. The only teacher in the meeting was the designated lead. The youngest of the children was seen with the mother. The media interest in such cases is known to affect staff. The national press was not mentioned by anybody. A report was published by the inspectorate in the same period. The local election took place after the period under review and had no bearing on it. Chronic illness, heart disease and Down's syndrome are named in the guidance for staff.
The panel was told that the weather was poor and that the visit was put off. The car park of the surgery is often full. The river near the estate floods sometimes, but the family was not affected. The record says that the worker found the kitchen clean. The photograph in the file was taken by the nurse for the purposes of the medical. The video call was arranged by the school. The first child in the family had been on a plan at an earlier time. The officer in the case was changed twice. The manager of the service has since left. The parents were found to be cooperative, and the bruise was left out of the letter.
"""

# written after the words were listed, before they were tried
TOLD_BY_EYE_LAST = (
    "The mother had been a croupier on a cruise ship.",
    "The twins' father was killed when a crane fell on the town hall.",
    "They kept a coffin in the front room, and neighbours complained about it.",
    "The boy played the bagpipes at the funeral of the fire chief.",
    "Mr A had rowed for his university and was on the television quiz.",
    "The family had been evacuated after the landslip closed the coast road.",
    "She was a descendant of the founder of the biscuit factory.",
    "The grandfather survived the sinking of the trawler.",
    "The foster carers ran the donkey sanctuary.",
    "Her sister was a pupil at the ballet school and had been to the palace.",
    "The baby was one of five born that night in the snowed-in hospital.",
    "The stepfather was a Morris dancer with a glass eye.",
)
