"""Three invented consultations: what many say, in parts that go together, and what one person alone says. Illustrative."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A point that many make: whole short answers, and wishes or complaints with the reasons that people add."""

    short: tuple[str, ...]
    said: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consultation:
    """A question, what many answer, and clear points that only one person makes."""

    question: str
    topics: tuple[Topic, ...]
    lone: tuple[str, ...]
    jokes: tuple[str, ...]


def _each(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("|"))


SURGERY = Consultation(
    question="What should we change at the surgery?",
    topics=(
        Topic(
            ("more appointments", "appointments!!", "getting seen", "a sooner appointment", "quicker appointments"),
            (
                "you cannot get an appointment for three weeks",
                "it is impossible to get seen the same day",
                "there are never any appointments left by the time I get through",
                "we need a lot more appointments, especially urgent ones",
                "make it possible to book an appointment in advance",
                "waiting a fortnight for a routine appointment is too long",
                "release more of the slots for the same day",
            ),
            ("so people end up at A&E", "and I gave up in the end", "which is no good with a poorly child", "every single time"),
        ),
        Topic(
            ("the phones", "phone queue", "answer the phone", "the phone line", "shorter phone queues"),
            (
                "I was number thirty in the phone queue this morning",
                "nobody picks up the phone before nine",
                "the phone line is engaged from eight o'clock",
                "put more people on the phones first thing",
                "let us ring at any time and not only at eight",
                "forty minutes listening to that recorded voice",
                "a call back when you get to the front of the queue would help",
            ),
            ("and then it cuts you off", "and I have to be at work", "which costs me credit on my mobile", "it drives me mad"),
        ),
        Topic(
            ("receptionists", "the reception staff", "friendlier reception", "rude receptionists", "reception manners"),
            (
                "the receptionists could be a bit kinder",
                "one lady on reception speaks to you like dirt",
                "the reception staff ask what is wrong in front of everybody",
                "train the receptionists in talking to people",
                "I dread having to explain myself to the receptionist",
                "reception is polite to your face and sharp on the phone",
            ),
            ("it puts people off coming", "and it makes me anxious", "there is no need for it", "my mum was in tears"),
        ),
        Topic(
            ("see the same doctor", "continuity", "one doctor who knows me", "the same GP", "same doctor each time"),
            (
                "I would like to see the same doctor each time",
                "I have had five different doctors for one knee",
                "it is always a locum who has not read my notes",
                "a named doctor who knows my history would be better",
                "bring back having your own GP",
                "you have to tell your story from the start to every new doctor",
            ),
            ("as we get older", "because mine is a long story", "things get missed", "that used to be normal"),
        ),
        Topic(
            ("parking", "more parking", "the car park", "disabled parking", "parking spaces"),
            (
                "the car park is full by half past eight",
                "there should be more disabled spaces by the entrance",
                "you drive round and round for somewhere to park",
                "shoppers leave their cars in the surgery car park all day",
                "mark out the bays again as nobody can see the lines",
                "parking for parents with prams would be welcome",
            ),
            ("and I cannot walk far", "so I was late", "and then get a ticket", "my husband has a blue badge"),
        ),
        Topic(
            ("open on Saturdays", "evening opening", "later opening", "weekend hours", "longer hours"),
            (
                "open in the evening for those of us who work",
                "please open on a Saturday morning",
                "the opening hours only suit the retired",
                "stay open until eight one night a week",
                "close later and open earlier",
                "not to shut over lunch would be a start",
            ),
            ("I lose half a day's pay otherwise", "like the one in town", "since I commute", "people have jobs"),
        ),
        Topic(
            ("prescriptions", "repeat prescriptions", "prescriptions on time", "the prescription line", "lost prescriptions"),
            (
                "my repeat prescription is wrong every month",
                "it takes a week to get a prescription sent to the chemist",
                "prescriptions get lost between here and the pharmacy",
                "tablets run out before the repeat comes through",
                "let us order prescriptions by text",
                "send prescriptions for two months at a time",
            ),
            ("and I went without", "and each blames the other", "it is only the usual tablets", "for my blood pressure"),
        ),
    ),
    lone=(
        "A deaf patient cannot hear her name being called, so put it up on a screen",
        "The magazines should go, they carry germs from one coughing visitor to another",
        "Doctors ought to prescribe gardening and dancing before they hand out antidepressants",
        "Every letter should come in Bengali as well, my grandmother hides hers in a drawer",
        "I object to students sitting in on my smear test without anyone asking me beforehand",
        "Publish how much the partners earn so we know where the surgery's money goes",
        "You could heat the building from the river like they do in Denmark",
        "Stop selling our medical records to drug companies for research",
        "Guide dogs are turned away at the side entrance and that is against the law",
        "The practice should look after homeless men from the shelter without asking them for an address",
        "Whoever sits on the patients' group has been chosen by the manager, hold a proper election",
        "A midwife used to visit farms in the valley and nobody replaced her",
        "Vaccines should be explained to teenagers themselves rather than decided over their heads",
        "Somebody must check on carers, we collapse and then there are two invalids instead of one",
        "Blood samples are left in the sun on the window sill until the van collects them",
        "Nobody ever asks veterans about service injuries, put it on the registration form",
    ),
    jokes=(
        "free biscuits lol",
        "a helicopter pad for my mother in law hahaha",
        "only joking, you lot are fab, but could the fish in the tank be a shark",
    ),
)

LIBRARY = Consultation(
    question="What would make the library better for you?",
    topics=(
        Topic(
            ("longer hours", "open later", "Sunday opening", "opening times", "open on Mondays"),
            (
                "it is shut whenever I am free",
                "please open on Sunday afternoons",
                "stay open later in the week for those who work",
                "the opening times change so often I never know",
                "closing on Monday and Wednesday makes no sense",
                "open before nine so that I can call on the way to work",
            ),
            ("as I finish at six", "the children have the weekend free", "like it used to be", "and it is a wasted journey"),
        ),
        Topic(
            ("new books", "more books", "newer fiction", "large print books", "better choice of books"),
            (
                "buy some new books, I have read all the crime",
                "the shelves look emptier every year",
                "more large print would suit the older readers",
                "there are hardly any books in Polish or Urdu",
                "waiting four months for a reserved novel is silly",
                "the travel books are twenty years out of date",
            ),
            ("and that is what a library is for", "my mother reads three a week", "my eyes are not good", "I buy my own now"),
        ),
        Topic(
            ("the computers", "faster computers", "better wifi", "more computers", "printing"),
            (
                "the computers take ten minutes to start",
                "the wifi drops every quarter of an hour",
                "an hour on the computer is too short for a job application",
                "half of the computers are out of order",
                "printing costs too much and the printer jams",
                "let people book a computer by phone",
            ),
            ("and I have no internet at home", "for my benefits claim", "when I was in the middle of a form", "it is hopeless"),
        ),
        Topic(
            ("it is too noisy", "quiet room", "somewhere quiet", "less noise", "a quiet place to study"),
            (
                "people shout into their phones and nobody says a word",
                "I need somewhere quiet to study",
                "the toddlers' singing can be heard all over",
                "keep one floor silent for reading",
                "teenagers hang about being noisy after school",
                "the noise makes it hard to concentrate on revision",
            ),
            ("I have exams", "and I cannot hear myself think", "there is no peace at home", "it is not a playground"),
        ),
        Topic(
            ("story time", "children's activities", "more for children", "a bigger children's corner", "things for kids"),
            (
                "story time is full before we get there",
                "more activities for children in the holidays",
                "the children's corner is tiny and the carpet is torn",
                "a homework club after school would be brilliant",
                "there is nothing for children over eight",
                "rhyme time twice a week please",
            ),
            ("my twins love it", "it is the one free thing we can do", "and we had to go home again", "for the whole summer"),
        ),
        Topic(
            ("the toilets", "a toilet", "cleaner toilets", "baby changing", "public toilet"),
            (
                "the toilet has been out of order since Easter",
                "there is nowhere to change a baby",
                "clean the toilets more than once a day",
                "a disabled toilet on the ground floor is badly needed",
                "you have to ask for a key to the toilet like a child",
            ),
            ("so I can never stay long", "which is embarrassing", "with a bad bladder", "it smells"),
        ),
        Topic(
            ("cafe", "a coffee machine", "a café", "hot drinks", "somewhere to have a coffee"),
            (
                "a little café would bring people in",
                "let us drink a coffee while we read the papers",
                "a machine with hot drinks is all it needs",
                "somewhere to sit with a cup of tea and chat",
                "bring the coffee bar back",
            ),
            ("it is cold in winter", "I would stay longer", "the one in Marsh End does a roaring trade", "lonely people need it"),
        ),
    ),
    lone=(
        "Put a ramp where the front steps are, my wheelchair has to go round by the bins",
        "Lend out sewing machines and drills as they do in Frome",
        "Scrap fines altogether because they frighten poor families away for good",
        "The portrait of a slave trader in the hall should come down",
        "Keep a drawer of hearing aid batteries behind the desk for pensioners who run out",
        "The parish archive upstairs is going mouldy and nobody has copied the maps",
        "Swifts nest under the eaves, so do not start on the roof before September",
        "Give prisoners at Holme Gaol borrowing cards that carry on after release",
        "Volunteers are doing paid librarians' jobs and I think it is exploitation",
        "Autistic visitors would manage if you dimmed those buzzing strip lights on Tuesdays",
        "Let blind members test audio apps before the council signs a contract for five years",
        "Move the war memorial plaque from the cloakroom to where it can be seen",
        "Nobody checks who photographs our daughters at the puppet shows",
        "Sell the building to a housing association and use a van to reach the villages",
        "Invite local poets to read aloud on market day, there are eleven of us in town",
        "I would feel safer if a street lamp stood beside the bus shelter on Church Lane",
    ),
    jokes=(
        "a bouncy castle lol",
        "knock knock, who's there, not the librarian",
        "more dragons hahaha",
    ),
)

BUSES = Consultation(
    question="What do you think of the plan for the buses?",
    topics=(
        Topic(
            ("too few buses", "more buses", "more often", "a bus every half hour", "frequency"),
            (
                "one bus every two hours is no service",
                "there needs to be a bus at least every thirty minutes",
                "the plan cuts the only bus from our village",
                "run more buses at the busy times",
                "if you miss one you wait an hour in the rain",
                "nothing runs after six in the evening",
            ),
            ("so we are cut off", "and I have no car", "young people cannot get to college", "it is a joke of a service"),
        ),
        Topic(
            ("the fares", "cheaper fares", "too expensive", "price", "the cost of a ticket"),
            (
                "the fares are far too high for a family",
                "it is cheaper for two of us to take a taxi",
                "a day ticket should not cost seven pounds",
                "keep the two pound fare",
                "cheap tickets for under twenty fives would help",
                "putting the fares up again will lose more passengers",
            ),
            ("on a pension", "on top of everything else", "and wages have not gone up", "so we drive instead"),
        ),
        Topic(
            ("late buses", "reliability", "always late", "turn up on time", "they never come"),
            (
                "the bus is late four days out of five",
                "they just cancel it without telling anyone",
                "the timetable is a work of fiction",
                "I was late for work twice last week thanks to the number nine",
                "two come together and then none for ages",
                "turn up when you say you will",
            ),
            ("my boss has had enough", "you cannot rely on it", "and nobody says sorry", "in all weathers"),
        ),
        Topic(
            ("the drivers", "friendly drivers", "rude drivers", "good drivers", "driver manners"),
            (
                "the drivers are lovely and wait for you to sit down",
                "some drivers pull off before I have sat down",
                "a driver shut the door in my face",
                "the drivers deserve better pay",
                "most drivers say good morning and help with the pram",
                "train the drivers to stop close to the kerb",
            ),
            ("I nearly fell", "credit where it is due", "it makes such a difference", "with my stick"),
        ),
        Topic(
            ("hospital bus", "a direct bus to the hospital", "get to the hospital", "link to the hospital", "hospital route"),
            (
                "there is no direct bus to the hospital",
                "it takes three buses to visit my wife in hospital",
                "the new route ought to call at the hospital",
                "outpatients cannot get to a nine o'clock appointment",
                "dropping the hospital stop is cruel to sick people",
            ),
            ("a taxi is thirty pounds", "at visiting time", "and I am over eighty", "after chemotherapy"),
        ),
        Topic(
            ("electric buses", "cleaner air", "pollution", "the fumes", "green buses"),
            (
                "about time we had electric buses",
                "the old diesels fill the street with fumes",
                "the plan says too little about pollution",
                "clean air outside the school should come first",
                "electric buses are quieter as well as cleaner",
            ),
            ("my son has asthma", "for the climate", "we live on the main road", "other towns have done it"),
        ),
        Topic(
            ("bus shelters", "shelters", "seats at the stop", "a shelter", "nowhere to sit"),
            (
                "put a shelter at the stop on Mill Road",
                "there is no seat at most of the stops",
                "we stand in the rain because the shelter was taken away",
                "the shelters are full of broken glass",
                "a board that shows when the next one is due, and a seat",
            ),
            ("older people cannot stand that long", "it is miserable in winter", "they were vandalised", "in the dark"),
        ),
    ),
    lone=(
        "Ticket inspectors pick on black teenagers and I have filmed it happening",
        "Cancel the contract with a firm registered in Jersey that pays no tax here",
        "Horses bolt when the double decker takes Quarry Bend, so send it round by the mill",
        "Take the seats out of the middle for bicycles as they do in Freiburg",
        "Announce each stop aloud, because a blind traveller has no other way of knowing",
        "Merge all three companies back into one owned by the ratepayers",
        "Nobody wrote to the Gypsy site although the lane is our only way out",
        "Give a lifetime pass to foster parents in return for what they do",
        "Let dogs ride on the upper deck",
        "The survey should have been posted to households instead of hidden on a website",
        "Ban advertising for gambling and burgers from the sides of the vehicles",
        "An elm older than Trafalgar would be felled for that turning circle",
        "Use minibuses driven by trained neighbours as Cumbria has for decades",
        "Women travelling alone at night should be allowed off between stops",
        "Spend it on dredging the canal and bring back the barge to market",
        "Your consultants copied these maps from Swindon, our one way streets are missing",
    ),
    jokes=(
        "flying carpets lol",
        "walks into a bar and asks for the number nine, still waiting",
        "I'm just kidding but a slide out of the back window",
    ),
)

CONSULTATIONS = (SURGERY, LIBRARY, BUSES)

SILENT = ("don't know", "n/a", "no idea", "not sure", "no comment", "dk", "I really don't know", "can't say", "nothing to add")

BEFORE = (
    "",
    "",
    "",
    "",
    "I think ",
    "Honestly, ",
    "In my opinion ",
    "To be fair, ",
    "For me ",
    "I'd say ",
    "As everyone knows, ",
    "Well, ",
    "My main point is that ",
    "It seems to me that ",
)
AFTER = ("", "", "", "", "", " please", " thanks", ". Thank you", "!", "...", " and that is all", ". That's it really")

WHO = _each(
    """
    my mother | my late husband | our eldest | a neighbour | my carer | the lady next door | my twin boys |
    a friend from church | my partner | our lodger | my sister-in-law | a colleague | my grandad | the couple opposite |
    my pupils | an old schoolfriend | my foster son | our plumber | a widower I visit | my godmother
    """
)
DID = _each(
    """
    broke a hip | missed a christening | lost a whole morning | had to be fetched by taxi | rang me in tears |
    wrote to the paper | slipped on the ice | went without lunch | had a row about it | fainted | walked two miles |
    gave up after an hour | came home soaked | missed an interview | was told to try again | spent a fortune on petrol |
    waited with a crying baby | got a different story from everybody | borrowed a ladder | had the shingles
    """
)
WHEN = _each(
    """
    last Thursday | in the snow | over Easter | two years running | on her birthday | during the lockdown |
    just after the funeral | in the school holidays | the week we moved | at the end of March | on market day |
    while I was in Leeds | before the operation | at half term | on the hottest day of June | the night of the storm |
    more than once | back in 2019 | in February | at harvest time
    """
)
