"""Time expressions of wire stories: politics, disasters, courts, space, sports, history; a blank pipeline.

Each line is a sentence and every expression in it with the value that the TimeML 1.2.1 guidelines ask for.
Published on Wednesday 1998-08-12. Sentences are our own.
"""

from __future__ import annotations

import pytest
from helpers_dates import assert_pairs, assert_values, dates_in

POLITICS = """
The premier resigned Monday after losing a vote of confidence. | Monday = 1998-08-10
Parliament will vote Friday on the budget. | Friday = 1998-08-14
The two leaders are to meet Thursday in Oslo. | Thursday = 1998-08-13
The envoy was due to arrive Friday. | Friday = 1998-08-14
The envoy had been due to arrive Friday. | Friday = 1998-08-07
The union called for a strike on Monday. | Monday = 1998-08-17
The party called for protests on Saturday. | Saturday = 1998-08-15
The junta, in power since 1988, promised elections next year. | 1988 = 1988 ; next year = 1999
Talks that began in May broke down late last month. | May = 1998-05 ; late last month = 1998-07
The cease-fire expires at midnight Saturday. | midnight Saturday = 1998-08-15T24:00
The cabinet met for two hours Tuesday evening. | two hours = PT2H ; Tuesday evening = 1998-08-11TEV
He has ruled the island for 17 years. | 17 years = P17Y
The treaty was signed on Sept. 13, 1993, in Washington. | Sept. 13, 1993 = 1993-09-13
The minister leaves for Cairo tomorrow. | tomorrow = 1998-08-13
The pact takes effect Jan. 1. | Jan. 1 = 1999-01-01
The euro will be launched on Jan. 1, 1999. | Jan. 1, 1999 = 1999-01-01
Sanctions imposed in August 1990 remain in force. | August 1990 = 1990-08
The president has been in office less than three months. | less than three months = P3M
The party governed through most of the 1980s. | the 1980s = 198
The mandate ran out at the end of July. | the end of July = 1998-07
The coalition collapsed last week. | last week = 1998-W32
The coalition took office earlier this year. | earlier this year = 1998
The coalition will take office later this month. | later this month = 1998-08
He was first elected in November 1994. | November 1994 = 1994-11
The senator died 30 years ago. | 30 years ago = 1968
The talks may have failed on Monday. | Monday = 1998-08-10
The mayor would not speak on Tuesday. | Tuesday = 1998-08-11
The queen visits the capital every four years. | every four years = P4Y
The rebels seized the town over the weekend. | the weekend = 1998-W32-WE
Ministers met in the capital this weekend. | this weekend = 1998-W32-WE
Ministers will meet in the capital this weekend. | this weekend = 1998-W33-WE
He is currently the party's leader. | currently = PRESENT_REF
The government will soon fall. | soon = FUTURE_REF
He was arrested soon after the vote. | -
He once ruled the province. | -
The two countries have been at war since the mid-1980s. | the mid-1980s = 198
The law has been in force for more than a decade. | more than a decade = P10Y
By 1996, the party had split. | 1996 = 1996
Between 1991 and 1995 the war cost thousands of lives. | 1991 = 1991 ; 1995 = 1995
The war of 1991-95 cost thousands of lives. | 1991-95 = 1991
The deadline is Oct. 31. | Oct. 31 = 1998-10-31
The two sides have met four times since January. | January = 1998-01
They agreed in June to hold talks. | June = 1998-06
A referendum is planned for the spring. | the spring = 1999-SP
The summit opens Saturday, Aug. 15. | Saturday, Aug. 15 = 1998-08-15
The summit was held on Aug. 5 and 6. | Aug. 5 and 6 = 1998-08-05
The summit was held from Aug. 5 to 7. | from Aug. 5 to 7 = 1998-08-05
A 10-day trip took him to Asia. | 10-day = P10D
It was her third visit in as many months. | -
"""

DISASTERS = """
The quake struck at 5:46 a.m. Tuesday. | 5:46 a.m. Tuesday = 1998-08-11T05:46
The blast occurred at about 10:35 a.m. Friday. | about 10:35 a.m. Friday = 1998-08-07T10:35
The ferry sank just after midnight Sunday. | just after midnight Sunday = 1998-08-09T24:00
The dam burst in the early hours of Monday. | the early hours of Monday = 1998-08-10TMO
The eruption began on the morning of July 4. | the morning of July 4 = 1998-07-04TMO
Rescuers worked through the night. | the night = 1998-08-12TNI
Hundreds have died in the past two weeks. | the past two weeks = P2W
The storm is expected to reach the coast by Thursday night. | Thursday night = 1998-08-13TNI
The storm had reached the coast by Monday night. | Monday night = 1998-08-10TNI
A similar quake in 1985 killed 10,000 people. | 1985 = 1985
It was the worst flood in 40 years. | 40 years = P40Y
The river crested at noon yesterday. | noon yesterday = 1998-08-11T12:00
Three days later, the roof fell in. | Three days = P3D
The train was running 20 minutes late. | 20 minutes = PT20M
The jet vanished two minutes after takeoff. | two minutes = PT2M
The jet crashed in July 1996 off the coast. | July 1996 = 1996-07
The Aug. 7 bombings killed more than 200. | Aug. 7 = 1998-08-07
Smoke could still be seen Wednesday. | Wednesday = 1998-08-12
The fires have burned since early June. | early June = 1998-06
The villages were cut off for several days. | several days = PXD
The drought is now in its third year. | now = PRESENT_REF
The island was hit by two typhoons last fall. | last fall = 1997-FA
It rained for the first time in six months. | six months = P6M
The mine will reopen in about a year. | about a year = P1Y
The mine will reopen in a year or two. | a year or two = P1Y
Crews hope to seal the leak within 48 hours. | 48 hours = PT48H
The first hours of the search were lost. | The first hours = PTXH
He was pulled out Sunday, 36 hours after the blast. | Sunday = 1998-08-09 ; 36 hours = PT36H
The crossing normally takes an hour and a half. | an hour and a half = PT1H30M
The bridge was closed overnight. | overnight = 1998-08-12TNI
Some 3,000 people were homeless Tuesday. | Tuesday = 1998-08-11
The eruption of 1902 destroyed the port. | 1902 = 1902
Thousands fled the day before. | the day before = 1998-08-11
"""

COURTS = """
He was sentenced Friday to 25 years in prison. | Friday = 1998-08-07 ; 25 years = P25Y
The trial is scheduled to begin Sept. 14. | Sept. 14 = 1998-09-14
The hearing was set for Monday. | Monday = 1998-08-17
The hearing was adjourned until Monday. | Monday = 1998-08-17
The judge gave them until Aug. 31 to reply. | Aug. 31 = 1998-08-31
The doctor was shot dead on the night of Oct. 23, 1997. | the night of Oct. 23, 1997 = 1997-10-23TNI
He has been held without trial since Nov. 2. | Nov. 2 = 1997-11-02
He faces up to 10 years in prison. | up to 10 years = P10Y
The appeal was filed two months ago. | two months ago = 1998-06
The suspect, 34, was arrested Thursday. | Thursday = 1998-08-06
The 34-year-old suspect was arrested at 6 p.m. on Thursday. | 6 p.m. on Thursday = 1998-08-06T18:00
She testified for three days in May 1997. | three days = P3D ; May 1997 = 1997-05
Jurors deliberated for a third day Tuesday. | Tuesday = 1998-08-11
The ruling is expected this fall. | this fall = 1998-FA
The ruling came Tuesday, a day after the vote. | Tuesday = 1998-08-11 ; a day = P1D
The boy was found in the sea last Thanksgiving Day. | last Thanksgiving Day = 1997-11-27
A 1994 law bars such protests. | 1994 = 1994
The killing took place a year ago. | a year ago = 1997
The killing took place in the winter of 1996. | the winter of 1996 = 1996-WI
He could be freed as early as next week. | next week = 1998-W34
The clinic has been attacked three times in 18 months. | 18 months = P18M
He will be 65 when he is freed in 2021. | 2021 = 2021
Lawyers have 30 days to appeal. | 30 days = P30D
He was paroled in the 1970s. | the 1970s = 197
He was last seen alive at 8 p.m. | 8 p.m. = 1998-08-12T20:00
"""

SPACE = """
The shuttle lifted off at 2:20 p.m. EST. | 2:20 p.m. EST = 1998-08-12T14:20
The shuttle is to land Saturday after a nine-day flight. | Saturday = 1998-08-15 ; nine-day = P9D
Liftoff is set for 2 p.m. on Oct. 29. | 2 p.m. on Oct. 29 = 1998-10-29T14:00
The probe will reach the comet in January 2004. | January 2004 = 2004-01
The station was launched in February 1986. | February 1986 = 1986-02
It circles the Earth every 90 minutes. | every 90 minutes = PT90M
He first flew in space 36 years ago. | 36 years ago = 1962
She spent 188 days aboard the station in 1996. | 188 days = P188D ; 1996 = 1996
The crew went to sleep at dawn. | dawn = 1998-08-12TMO
The launch has been put off until next spring. | next spring = 1999-SP
Engineers lost contact with the craft last month. | last month = 1998-07
The spacewalk lasted six and a half hours. | six and a half hours = PT6H30M
The rover will be launched in the summer of 2003. | the summer of 2003 = 2003-SU
The mission, two years late, will begin in November. | two years = P2Y ; November = 1998-11
The craft will fly by the moon twice a month. | twice a month = P1M
The star exploded 170,000 years ago. | 170,000 years ago = XXXX
"""

SPORTS_AND_MARKETS = """
The final was played Sunday before 80,000 fans. | Sunday = 1998-08-09
The champions will meet on Nov. 7. | Nov. 7 = 1998-11-07
He scored twice in the second half. | -
He scored in the 89th minute. | -
They lost 3-2 on Saturday night. | Saturday night = 1998-08-08TNI
He won the title in 1994-95. | 1994-95 = 1994
She set the record last July. | last July = 1997-07
The season opens in three weeks. | three weeks = P3W
The team has not lost since Christmas. | Christmas = 1997-12-25
He retired at the end of last season. | -
Shares rose 5 percent for the week. | the week = 1998-W33
Sales rose 8 percent annually. | -
Profit fell in the quarter ended June 30. | the quarter = 1998-Q2 ; June 30 = 1998-06-30
Profit fell in the quarter ended July 31. | the quarter = 1998-Q2 ; July 31 = 1998-07-31
Prices rose 0.2 percent in July from June. | July = 1998-07 ; June = 1998-06
Prices will rise through December. | December = 1998-12
The bank lent it money through October. | October = 1998-10
Prices rose through July. | July = 1998-07
Prices fell in the first half of the year. | the first half of the year = 1998-H1
Growth averaged 3 percent between 1990 and 1997. | 1990 = 1990 ; 1997 = 1997
Oil fell in the first six months of 1998. | the first six months = P6M ; 1998 = 1998
The rate was cut twice in the past year. | the past year = 1997
The merger should close by year-end. | year-end = 1998
The yen hit an eight-year low Tuesday. | eight-year = P8Y ; Tuesday = 1998-08-11
The plant employed 2000 workers. | -
"""

HISTORY = """
He was born c. 347 in the hills. | c. 347 = 0347
The abbey was founded in 1098. | 1098 = 1098
The king has reigned since 1215. | 1215 = 1215
The battle was fought on 14 October 1066. | 14 October 1066 = 1066-10-14
He left in December of 384. | December of 384 = 0384-12
The city fell in AD 476. | AD 476 = 0476
He lived until 420 AD. | 420 AD = 0420
The abbey had 1215 monks. | -
He was seen in 348 villages. | -
Shares rose by 1200. | -
The abbot was elected c. 347. In 348 he died. | c. 347 = 0347 ; 348 = 0348
It was our last day. | -
On the last day they sang. | -
He visited twice between May and June 1981. | May = 1981-05 ; June 1981 = 1981-06
He ruled from November to February 1991. | November = 1990-11 ; February 1991 = 1991-02
That year the bridge fell. | That year = XXXX
"""


@pytest.mark.parametrize(
    "line",
    [
        line
        for table in (POLITICS, DISASTERS, COURTS, SPACE, SPORTS_AND_MARKETS, HISTORY)
        for line in table.strip().splitlines()
    ],
)
def test_wire(line):
    assert_pairs(line)


# What is counted from, over several sentences; values in order.
STORIES = """
The mill burned in May 1902. It had been old. Nobody was hurt. That year the town was left. | 1902-05 1902
The mill burned in 1902. It had been old. Two years later a new one stood. | 1902 1904
The mill burned on May 5, 1902. Nobody was hurt. It had been old. Two days later it rained. | 1902-05-05 P2D
It was built in 1902, sold in 1911, shut in 1923 and burned in 1931. The roof was lost on 5 May. | 1902 1911 1923 1931 1931-05-05
It was built in 1902, sold in 1911 and shut in 1923, officials said Tuesday. On 5 May police came. | 1902 1911 1923 1998-08-11 1998-05-05
It was built in 1902, sold in 1911, shut in 1923 and burned in 1931. It would take until October to clear. | 1902 1911 1923 1931 1931-10
The miners struck that year. | XXXX
Profit fell in the first quarter of 1998. In the quarter ended June 26 sales rose. | 1998-Q1 1998-Q1 1998-06-26
He lived c. 347 in the hills. He wrote 360 letters until 366. | 0347 0366
In 2001 he scored 366 goals. | 2001
He ruled from May to June 1981 and in June. | 1981-05 1981-06 1998-06
"""


@pytest.mark.parametrize("line", STORIES.strip().splitlines())
def test_what_is_counted_from(line):
    assert_values(line)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He ruled in 1894-96.", "1894-01-01", "1896-12-31"),
        ("He ruled in 1999-00.", "1999-01-01", "2000-12-31"),
        ("They met on Aug. 5 and 6.", "1998-08-05", "1998-08-06"),
        ("Profit fell in the quarter ended July 31.", "1998-04-01", "1998-06-30"),
    ],
)
def test_intervals(text, first, last):
    found = dates_in(text)[0]
    assert (found.date_from, found.date_to) == (first, last)
