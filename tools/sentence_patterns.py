"""The sentences of make_sentences.py: some as they stand, the others with slots for words of sentence_words.py."""

# Said as they stand: what people say every day, and the small words that the patterns have too few of.
FIXED = """
I don't know what you are talking about.
What time is it, and how long have we been here?
Could you tell me how to get there from here?
She told us that she had never seen them before.
It doesn't matter who said it or why.
There must be something that we can do about it.
They did it all by themselves, without any of us.
I thought so, too, but nobody else did.
Would you mind if I opened the window for a while?
Which of you has been here since the beginning?
We haven't got much time, so let's be quick.
Everything will be all right in the end.
You'd better hurry up, or we'll miss the last one.
How are you getting on with your new neighbours?
I'm afraid that there has been some kind of mistake.
It's been ages since we last saw each other!
He gave it to her because she had asked him for it.
Neither of them wanted to be the first to speak.
Are these yours, or are they somebody else's?
None of this would have happened if you had called.
Whatever you do, don't look down!
As far as I know, they are still living there.
Let me think about it for a day or two.
Where there is smoke, there is usually fire.
Although it was late, we didn't feel like going home.
Thank you very much indeed; that was very kind of you.
By the way, whose turn is it to wash up?
I used to live here when I was a boy.
Though the road was rough, they enjoyed the voyage.
The boy's voice annoyed his royal highness.
Join us for oysters, if you have no other choice.
Employers should avoid unnecessary noise.
The usual treasure was hidden behind the television.
In her leisure, she measures beige garages for pleasure.
An unusual vision caused confusion on that occasion.
The explosion was a decision with no conclusion.
Both brothers took a bath on the fourth and on the fifth.
These three thieves thought that the truth was worth nothing.
The youth breathed smoothly through both mouths of the cave.
A good cook should look in the book and put sugar in the pudding.
The woman pulled a bushel of wool through the woods.
Five hundred thousand people crowded into our little town.
The proud owl flew round and round the fountain.
Judge Jones enjoys ginger and juicy oranges.
Which child chose the cheapest chair in the church?
Young yellow yaks used to yawn in your yard.
The king is singing a long song about spring.
Vivid violets very often survive in heavy gravel.
Hush, she should not shout in a shoe shop!
Zebras, lizards, and busy bees are as lazy as roses.
Hugh's huge humour amuses a few curious musicians.
Quite a few queens quarrel about quiet squares.
The sixth sheep's wool lasts for months and months.
Strange sprouts sprang up along the scratched street.
He asked for twelve films, eight clothes lines, and a wasp's nest.
Edgar loves big dogs, but Abner hates subtle gags.
Magpies, frogmen, and submarines are not often seen together.
Welcome to the longest, warmest, and worst month of the year!
Enough of that; off with you, and good riddance!
Oh, I owe you an answer, or two answers, actually.
The idea of an easy hour is odd, isn't it?
My uncle's ear is as odd as our own oak elephant.
Go over all of it again, Anna, or I will.
How about allowing Ian to try eels, oats, or icy apples?
""".strip().splitlines()

# Slots: make_sentences.py.
PATTERNS = """
{name} {handle:ed} {a adj} {thing} {when}.
The {job} {handle:ed} the {thing} {manner}.
My {kin} {handle:ed} {number} {adj} {thing+}.
Has anyone {handle:en} my {adj} {thing}?
Did the {job} {handle} the {thing} {when}?
Why would {a job} {handle} {a thing}?
{name} and {name} {act:ed} {manner} in the {place}.
Please {handle} the {thing} before the {job} {act:s}.
Where did you {handle} that {adj} {thing}?
What {a adj} {thing} that is!
The {thing} on the {place} floor belongs to {name} {surname}.
There were {number} {animal+} {where} the {place}.
{A animal} {roam:ed} {where} the {tree} tree.
The {adj} {animal} {roam:ed} {manner}, and then it {roam:ed} again.
We saw {a animal}, {a animal}, and {number} {animal+} at the zoo.
Do {animal+} really {roam} at night?
{name} has {a colour} {animal} called {name}.
I would like {number} {food+} and some {stuff}, please.
{name} {cook:ed} the {food+} in {stuff} and {stuff}.
Could you {cook} the {food} while I {cook} the {food+}?
The recipe needs {stuff}, {stuff}, and half {a food}.
Never {cook} {a food} without {stuff}!
{his*} {kin} {often} {cook:s} {food+} on {day}.
There is no {stuff} left, so we will have {stuff} instead.
Would you rather have {a food} or {a food}?
The {food} tasted of {stuff}, but the {food} was {adj}.
{name} moved from {city} to {city} in {month}.
The {vehicle} to {city} leaves at {hour} o'clock.
Have you ever been to {country} or {country}?
We flew from {city} to {city}, then took {a vehicle} to {city}.
{name} {surname} was born in {city} on the {ordinal} of {month}.
On the {ordinal} of {month}, the {job} {act:ed} for the {ordinal} time.
Is it true that {name} speaks {language} and {language}?
She studied {school} in {city} and {school} in {country}.
He teaches {school}, but his real love is {sport}.
In {country}, people {often} play {sport} after work.
{name} broke {his} {body} while playing {sport}.
My {body} hurts, and my {body} feels {weather}.
Put your {body} on the {thing} and {act} {manner}.
It was {a weather} {day} in {month}, and everyone {act:ed}.
If it is {weather} on {day}, we will stay in the {place}.
Tomorrow will be {weather} in {city}, and {weather} in {city}.
How {weather} it was in {month}!
The {flower+} bloom in {month}, long before the {flower+}.
{Number} {flower+} grew beneath the {tree} tree by the {place}.
{name} planted {a tree} tree {where} the {place}.
The {place} {where} the {place} was {adj} and {adj}.
You will find the {place} {where} the old {place}.
Nobody goes to the {place} after {hour} o'clock.
Turn right at the {place}, then left at the {place}.
Which {vehicle} goes to the {place}?
The {vehicle} stopped outside the {place}, and {a job} got out.
How many {thing+} are there in the {place}?
There are exactly {number} hundred {thing+} in that {place}.
The price is {number} dollars and {number} cents.
{number} plus {number} is more than {number}.
Call me on {day}, or send me {a thing}.
The year nineteen {number} was {a adj} one for {country}.
In two thousand and {hour}, {name} became {a job}.
Room {number} is on the {ordinal} floor, near the {thing}.
"{Act} {manner}!" {spoke} the {job}.
"I never {handle:ed} it," {spoke} {name}.
"Who {handle:ed} my {thing}?" {spoke} the {mood} {job}.
"We are {mood}," {spoke} {name}, "but not {mood}."
"Is that your {thing}?" "No, it belongs to my {kin}."
"Good morning, {name}," {spoke} the {job} {manner}.
{name} {say:ed} that the {idea} was {adj}.
The {job} {say:s} that every {idea} has its {idea}.
I {say} that {his*} {idea} was no {idea} at all.
{lead}, the {idea} was better than the {idea}.
{lead}, {name} {act:ed} before the {idea} was over.
{lead}, my {kin} {often} {act:s} when {he*} is {mood}.
Nobody understood the {idea} behind the {idea}.
What was the {idea} of your {idea}?
That {idea} gave the {job} {a adj} {idea}.
This is {a adj} {idea}, and that is {a adj} {idea}!
Without {a idea}, there can be no {idea}.
Every {job} needs {a adj} {thing} and {a adj} {idea}.
{name} was too {mood} to {act}.
Why are you so {mood} today, {name}?
Don't be {mood}, it was only {a idea}!
I have never been so {mood} in my life!
The {job} looked {mood}, but {name} seemed {mood}.
Although {he*} was {mood}, {name} {act:ed} {manner}.
Because the {job} was {mood}, the {kin*} {act:ed}.
When the {job} {act:s}, the {animal+} {roam}.
As soon as {name} {act:ed}, the {animal} {roam:ed}.
They {act:ed}, {act:ed}, and finally {act:ed}.
Stop {act:ing} and start {act:ing}, {name}!
{name} kept {act:ing} until the {job} {act:ed}.
Are you still {handle:ing} that {adj} {thing}?
I am {handle:ing} the {thing+} {soon}.
Will the {job} {handle} our {thing+} {soon}?
We should have {handle:en} the {thing} {when}.
{name} will {handle} {his} {thing} {soon}.
The {thing} was {handle:en} by {a mood} {job}.
These {thing+} were {handle:en} in {country}, those in {country}.
Can you {handle} {a thing} with your {body}?
She wore {a colour} {thing*}, {colour} shoes, and {a adj} hat.
The {colour} {thing} is mine; the {colour} one is yours.
Both the {thing} and the {thing} are {adj}, aren't they?
Neither the {job} nor the {job} could {handle} the {thing}.
{cheer}, the {animal} has {handle*} your {thing}!
{cheer}, {name}, don't {handle} the {thing}!
If I were {a job}, I would {handle} every {thing}.
If you had {act:en}, the {job} would have {act:en}, too.
It takes {number} minutes to {handle} {a thing} {manner}.
Only {a job} can {handle} {a adj} {thing} so {manner}.
Let us {handle} the {thing+} and {act} in the {place}.
The old {job} {often} {act:s} in the {place} on {day}.
You know what I want: {a adj} {thing} and {some} {stuff}.
He wanted one thing - {a adj} {thing} from {city}.
Whose {thing} is that {where} the {thing}?
Mister {surname} and Missus {surname} live {where} the {place}.
Doctor {surname} {say:ed} that my {body} would heal {soon}.
Professor {surname} wrote {a adj} book about {school} and {animal+}.
Ask {name} {surname} about the {idea} in {country}.
Thank you for the {food+}, {name}!
Happy birthday, {name}! How {mood} you look!
Excuse me, is this the {vehicle} to {city}?
Good evening, I have a reservation for {number} under {surname}.
My phone number ends with {hour}, {hour}, zero, {hour}.
The meeting starts at half past {hour} on {day}, doesn't it?
I can't {handle} this {thing}, and I won't {handle} that one.
You shouldn't {act} {where} the {place}, should you?
They've already {handle:en} it; we're {handle:ing} it now.
The longer the {job} {act:ed}, the more {mood} {name} became.
{name} would rather {act} than {act}.
Was it {a zh} or {a zh}, {name}?
The usual {zh} was {a oy} in the {place}.
I usually avoid {oy+} that come with {a zh}.
{Number} {oy+} joined {a oy} for {a zh}.
She looked at the {uu}, then took {a adj} {uu}.
That {uu} would be good for {a ow} or {a ow}.
About {number} {ow+} were found around the {ow}.
Both {th+} were worth more than {a th}.
Nothing but {a th} and {a th} came through the {ow}.
Our {kin} enjoyed the {ow}, and so did their {kin+}.
First {handle} the {thing}, next {handle} the {thing}, and then {act}.
""".strip().splitlines()
