"""Time expressions of newswire, one sentence each: what is found and its value, in a blank pipeline.

Published on Wednesday 1998-08-12 where nothing else is said. Sentences are our own.
"""

from __future__ import annotations

import pytest
from helpers_dates import assert_pairs, assert_values

TABLE = """
The ferry sank Tuesday night. | Tuesday night = 1998-08-11TNI
The council voted late Thursday to close the mill. | late Thursday = 1998-08-06
The miners walked out earlier this week. | earlier this week = 1998-W33
Survivors of the Aug. 7 fire gathered. | Aug. 7 = 1998-08-07
The harbour has been closed since Oct. 12. | Oct. 12 = 1997-10-12
The mayor resigned two days after the fire. | two days = P2D
He left the day after the fire. | the day = P1D
The plane left at 0900 GMT. | 0900 GMT = 1998-08-12T09:00Z
The ban ends at midnight. | midnight = 1998-08-12T24:00
The envoy arrived Wednesday. | Wednesday = 1998-08-12
In December he fled. | December = 1997-12
He was elected last fall. | last fall = 1997-FA
Looters came in the early hours of Saturday. | the early hours of Saturday = 1998-08-08TMO
Looters came on the night of Oct. 23, 1997. | the night of Oct. 23, 1997 = 1997-10-23TNI
Looters came at four in the morning. | four in the morning = 1998-08-12T04:00
Looters came Friday night at 10 p.m. in trucks. | Friday night at 10 p.m. = 1998-08-07T22:00
Looters came at 10:30 a.m. on Friday. | 10:30 a.m. on Friday = 1998-08-07T10:30
He spoke at 9 last night. | 9 last night = 1998-08-11T21:00
He spoke at 3:30 (1330 GMT) on Monday. | 3:30 = 1998-08-12T03:30 ; 1330 GMT = 1998-08-10T13:30Z ; Monday = 1998-08-10
He spoke on Tuesday last week. | Tuesday last week = 1998-08-04
He will speak on Tuesday next week. | Tuesday next week = 1998-08-18
He spoke a week ago Friday. | a week ago Friday = 1998-07-31
He will speak two weeks from Monday. | two weeks from Monday = 1998-08-31
He spoke five years ago today. | five years ago today = 1993-08-12
He spoke 30 years ago this month. | 30 years ago this month = 1968-08
He spoke three and a half years ago. | three and a half years ago = 1995-02
He ruled half a century ago. | half a century ago = 1948
He ruled for a quarter of a century. | a quarter of a century = P25Y
He ruled for over two years. | over two years = P2Y
Prices fell over two years. | two years = P2Y
He ruled for another year. | another year = P1Y
He ruled over the past year and a half. | the past year and a half = P1Y6M
He ruled in the final days of the war. | the final days = PXD
He ruled long ago. | long ago = PAST_REF
He may one day rule. | one day = FUTURE_REF
The vote took one day. | one day = P1D
For the moment he is quiet. | the moment = PRESENT_REF
She caught the moment on film. | -
It came the day before Christmas. | the day before Christmas = 1997-12-24
The fair is held in the week of Oct. 12, 1998. | the week of Oct. 12, 1998 = 1998-W42
It came on the second day of the trip. | -
It ran from Aug. 5 to 7. | from Aug. 5 to 7 = 1998-08-05
Two days later he left. | Two days = P2D
The judge set a hearing for Monday. | Monday = 1998-08-17
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_newswire(line):
    assert_pairs(line)


STORY = """
The dam was begun on May 6, 1990. On May 9 it burst. | 1990-05-06 1990-05-09
The dam was begun in May 1990. By August it was lost. | 1990-05 1990-08
The dam was begun in November 1990. In February it burst. | 1990-11 1991-02
The dam, begun in May 1990, was opened in August, officials said. | 1990-05 1998-08
The mill burned on July 5. The next day the mayor fled. | 1998-07-05 1998-07-06
The mill burned on July 5. The day before, the mayor had fled. | 1998-07-05 1998-07-04
The mill burned on July 5. The night before, the mayor had fled. | 1998-07-05 1998-07-04TNI
The mill burned on July 5. A day earlier the mayor had fled. | 1998-07-05 1998-07-04
It ran from Sept. 14, 1997, to Thursday. | 1997-09-14 1998-08-06
"""


@pytest.mark.parametrize("line", STORY.strip().splitlines())
def test_what_a_story_counts_from(line):
    assert_values(line)


UNDATED = """
He spoke on Tuesday last week. | XXXX-WXX-2
He spoke a week ago Friday. | XXXX-WXX-5
He spoke five years ago today. | XXXX-XX-XX
He spoke at four in the morning. | XXXX-XX-XXT04:00
He spoke the day before Christmas. | XXXX-12-25
He spoke in the early hours of Saturday. | XXXX-WXX-6TMO
"""


@pytest.mark.parametrize("line", UNDATED.strip().splitlines())
def test_without_a_publication_date_no_year_is_invented(line):
    assert_values(line, published=None)
