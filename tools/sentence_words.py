"""The words that make_sentences.py deals out, our own choice, by what they can stand for. An underscore is a space.
"""

WORDS = {
    "woman": """Alice Amy Angela Anna Barbara Beth Bridget Carol Catherine Charlotte Chloe Claire Daisy Diana Dorothy
        Edith Eileen Elizabeth Ellen Emily Eve Fiona Florence Grace Hannah Heather Helen Hilary Irene Isabel Ivy Jane
        Janet Jennifer Jessica Joan Joyce Judith Julia Karen Kate Laura Leah Linda Lucy Margaret Maria Martha Mary
        Megan Molly Monica Nancy Naomi Nora Olivia Paula Phoebe Rachel Rebecca Rosemary Ruth Sarah Sheila Sophie Susan
        Teresa Vera Victoria Wendy Yvonne Zoe""",
    "man": """Adam Albert Alex Andrew Anthony Arthur Ben Bernard Brian Charles Christopher Colin Daniel David Dennis
        Douglas Edward Eric Ethan Felix Francis Frank Fred Gareth Geoffrey George Gordon Graham Harold Harry Henry
        Howard Hugh Ian Isaac Jack Jacob James Jason Jeremy Joe John Joseph Justin Keith Kevin Leo Lewis Luke Mark
        Martin Matthew Michael Neil Nicholas Oliver Oscar Owen Patrick Paul Peter Philip Ralph Richard Robert Roger
        Roy Samuel Simon Stephen Thomas Timothy Victor Vincent Walter William""",
    "surname": """Abbott Archer Bailey Baker Barnes Bishop Bradley Brooks Butler Carter Chandler Clark Cooper Dawson
        Elliott Fisher Fletcher Foster Gibson Graves Griffith Hamilton Harper Hayes Hudson Hughes Jackson Jenkins
        Johnson Kennedy Knight Lawson Marshall Mason Miller Mitchell Morgan Murphy Newton Osborne Palmer Parker
        Pearson Porter Reynolds Roberts Sanders Shaw Shepherd Simpson Spencer Stone Sullivan Taylor Thompson Tucker
        Turner Vaughan Walker Watson Webster Wheeler Wilson Woods Wright Young""",
    "city": """Amsterdam Athens Baltimore Barcelona Berlin Birmingham Boston Bristol Brussels Budapest Cairo Cambridge
        Cardiff Chicago Copenhagen Dallas Delhi Denver Dublin Edinburgh Florence Geneva Glasgow Hamburg Helsinki
        Houston Istanbul Leeds Lisbon Liverpool London Madrid Manchester Melbourne Milan Montreal Moscow Munich Naples
        Nashville Newcastle Oslo Oxford Paris Philadelphia Phoenix Portland Prague Quebec Rome Seattle Shanghai
        Stockholm Sydney Tokyo Toronto Venice Vienna Warsaw Washington Zurich""",
    "country": """Argentina Australia Austria Belgium Brazil Canada Chile China Denmark Egypt England Ethiopia Finland
        France Germany Ghana Greece Hungary Iceland India Indonesia Ireland Israel Italy Jamaica Japan Kenya Malaysia
        Mexico Morocco Norway Pakistan Peru Poland Portugal Russia Scotland Singapore Spain Sweden Switzerland
        Thailand Turkey Ukraine Vietnam Wales""",
    "language": """Arabic Chinese Danish Dutch English Finnish French German Greek Hungarian Italian Japanese Korean
        Latin Norwegian Polish Portuguese Russian Spanish Swedish Swiss Turkish Welsh""",
    "job": """actor architect artist astronaut author baker banker barber butcher captain carpenter chef chemist clerk
        coach composer cook cyclist dancer dentist detective doctor driver electrician engineer farmer fireman
        fisherman florist gardener geologist grocer guard guide historian housekeeper inspector janitor jeweller
        journalist judge lawyer librarian locksmith magician manager mayor mechanic merchant miner musician nurse
        painter pharmacist photographer physicist pianist pilot plumber poet potter professor programmer publisher
        receptionist reporter sailor salesman scientist sculptor secretary shepherd singer soldier student surgeon
        tailor teacher technician tourist trainer translator usher vet violinist waiter waitress watchmaker weaver
        zoologist""",
    "kin": """aunt boss boyfriend brother cousin daughter father friend girlfriend grandfather grandmother husband
        mother neighbour nephew niece partner sister son uncle wife""",
    "thing": """album apron axe backpack badge bag balloon banjo basin basket battery bell belt bicycle blanket blouse
        boat bone book boot bottle bowl box bracelet brick broom brush bucket button cage calendar camera candle canoe
        cap card carpet cart case chair chain chalkboard charger clock cloth coat coin collar comb compass computer
        couch crate cup curtain cushion desk diary dictionary diamond dish doll drawer dress drill drum envelope flag
        flashlight flute folder fork frame glove guitar hammer handbag harp hat headphone helmet jacket jar jewel jug
        kettle keyboard kite knife lamp lantern laptop ladder lens letter lock magazine magnet map mask mat mattress
        medal microphone microscope mirror mixer mug napkin necklace needle newspaper notebook oar oven painting pan
        paperclip parachute parcel pen pencil perfume phone photograph piano picture pillow pin pipe plate pocketknife
        poster pot pouch printer pump puppet purse puzzle quilt radio raincoat razor record ribbon ring robe rope rug
        ruler saddle sail saw scarf screwdriver shawl shelf shield shirt shoe shovel skirt sled sofa sponge spoon
        stamp statue stool stove suitcase sweater sword table telescope tent ticket tie torch towel toy tray treasure
        trophy trumpet trunk tube typewriter umbrella uniform vase vest violin wallet watch wheelbarrow whistle wig
        wrench yacht""",
    "food": """apple apricot avocado bagel banana bean biscuit burger cabbage cake carrot cherry chicken coconut
        cookie cracker cucumber doughnut dumpling egg fig grape ham hamburger lemon lobster mango melon muffin
        mushroom noodle nut olive omelette onion orange oyster pancake parsnip pastry peach peanut pear pepper pickle
        pie pineapple pizza plum potato prawn pudding pumpkin radish raisin salad sandwich sausage shrimp steak
        strawberry tart tomato turkey turnip vegetable waffle walnut""",
    "stuff": """bacon bread broth butter cereal cheese chocolate cinnamon coffee cream fish flour fruit fudge garlic
        ginger gravy honey ice jam juice ketchup lemonade lettuce meat milk mustard oil pasta porridge rice salmon
        salt sauce soup spinach sugar syrup tea toast tuna vanilla vinegar water wheat yoghurt""",
    "animal": """badger bat bear beaver bee beetle bird buffalo bull butterfly calf camel cat chipmunk cow crab
        crocodile crow deer dog dolphin donkey dove duck eagle elephant falcon ferret fox frog giraffe goat goose
        gorilla hamster hawk hedgehog heron horse jaguar kangaroo kitten koala lamb leopard lion lizard lynx mole
        monkey mouse mule octopus ostrich otter owl ox parrot peacock pelican penguin pig pigeon pony puppy python
        rabbit raccoon rat raven rooster seagull seal shark sheep skunk snail snake sparrow spider squirrel swan tiger
        tortoise turtle vulture walrus wasp whale wolf woodpecker worm zebra""",
    "place": """airport attic bakery bank barn basement bathroom beach bedroom bridge cafe castle cathedral cellar
        church cinema classroom clinic club college cottage courtyard factory farm forest fountain gallery garage
        garden gate greenhouse gym hall harbour hospital hotel kitchen laboratory lake laundry library lighthouse
        lobby lounge market meadow mill monastery museum office orchard palace park pharmacy playground pool pub
        railway restaurant river school shed shop stadium station studio supermarket temple theatre tower tunnel
        university valley village warehouse yard zoo""",
    "idea": """accident advantage adventure agreement ambition answer argument attitude birthday budget business
        career challenge chance choice conclusion condition connection conversation custom danger decision degree
        delay dream education effort emergency error event evidence example exam excuse experience experiment failure
        faith future gesture habit history hobby holiday idea illusion improvement industry influence invention job
        journey joke judgement knowledge lesson limit luck measure memory message method mission mistake mixture
        moment mystery network noise occasion opinion opportunity option pattern permission pleasure policy position
        present prize problem project promise proposal purpose question reason relationship report result risk routine
        rule schedule science secret service shadow signal situation solution song speech story strategy subject
        success suggestion surprise system talent task theory thought tradition treatment trip truth value version
        victory view vision visit voice voyage warning wish wonder youth""",
    "adj": """ancient awful awkward beautiful beige big black blue brand-new brilliant broken brown cheap clean clever
        colourful comfortable common crooked curious dark delicate dirty dusty elegant empty enormous expensive
        familiar famous fancy favourite flat foolish fragile fresh genuine gigantic glossy golden gorgeous grey green
        handmade handsome heavy hideous huge incredible large leather little long lovely mysterious narrow new odd old
        orange ordinary original peculiar perfect plain plastic pleasant precious pretty purple rare red rough round
        rusty shabby sharp shiny silver simple small smooth soft solid special square sticky strange striped strong
        sturdy terrible thick thin tiny ugly unusual useful useless valuable white wide wonderful wooden woollen wrong
        yellow""",
    "mood": """afraid amused angry annoyed anxious ashamed bored brave busy calm careful cautious cheerful confident
        confused courageous cruel delighted disappointed doubtful eager embarrassed excited friendly frightened
        generous gentle glad grateful guilty happy helpful honest hopeful hungry jealous kind lazy lonely lucky mean
        modest nervous patient pleased polite proud quiet relaxed rude sad selfish serious shy silly sleepy sorry
        stubborn surprised tense thirsty thoughtful thrilled tired upset weary wise worried""",
    "manner": """accidentally angrily anxiously badly boldly bravely briefly brightly calmly carefully carelessly
        cautiously cheerfully clearly cleverly curiously deliberately eagerly easily enthusiastically finally firmly
        foolishly gently gladly gracefully gradually happily honestly hurriedly immediately impatiently joyfully
        kindly lazily loudly merrily mysteriously neatly nervously openly patiently perfectly politely proudly quickly
        quietly rapidly reluctantly rudely sadly secretly seriously sharply silently slowly smoothly softly suddenly
        terribly thoroughly thoughtfully unexpectedly unusually warmly wearily wisely""",
    "often": "always frequently hardly never normally occasionally often rarely regularly seldom sometimes usually",
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "month": "January February March April May June July August September October November December",
    "ordinal": """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second
        twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth thirtieth""",
    "number": """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty twenty-two thirty thirty-five forty forty-eight fifty sixty sixty-three
        seventy seventy-nine eighty eighty-six ninety ninety-one""",
    "hour": "one two three four five six seven eight nine ten eleven twelve",
    "weather": """bright breezy chilly cloudy cold cool damp dry foggy freezing frosty hazy hot humid icy mild misty
        muggy rainy snowy stormy sunny warm wet wild windy""",
    "colour": """amber beige black blue bronze brown crimson gold green grey ivory lilac maroon orange pink purple red
        scarlet silver turquoise violet white yellow""",
    "tree": "apple ash beech birch cedar cherry chestnut elm fir hazel maple oak palm pine poplar spruce walnut willow",
    "flower": """buttercup carnation crocus daffodil daisy iris jasmine lavender lily orchid pansy poppy primrose rose
        snowdrop sunflower tulip violet""",
    "body": """ankle arm back cheek chest chin ear elbow eye finger foot forehead hand head heel hip jaw knee leg
        mouth neck nose shoulder stomach thigh throat thumb toe tongue tooth wrist""",
    "sport": """archery badminton baseball basketball boxing chess cricket cycling fencing football golf gymnastics
        hockey judo rowing rugby running sailing skating skiing squash swimming tennis volleyball wrestling yoga""",
    "school": """algebra art astronomy biology botany chemistry drama economics engineering fashion geography geology
        geometry grammar history journalism law literature mathematics medicine music philosophy physics poetry
        psychology sociology theology""",
    "vehicle": """ambulance barge bus cab coach ferry helicopter jeep lorry minibus motorcycle plane rocket scooter
        ship spaceship submarine taxi tractor train tram truck van wagon""",
    # A verb, and its past and its participle where they are not made by rule.
    "handle": """admire borrow bring/brought/brought burn bury buy/bought/bought carry catch/caught/caught check
        choose/chose/chosen clean collect copy cover damage decorate deliver describe design destroy donate
        drag/dragged/dragged draw/drew/drawn drop/dropped/dropped dust examine exchange fetch find/found/found finish
        fix fold forget/forgot/forgotten give_away/gave_away/given_away grab/grabbed/grabbed hang/hung/hung
        hide/hid/hidden hold/held/held ignore improve inspect judge keep/kept/kept kick label lend/lent/lent lift
        lose/lost/lost make/made/made measure mend mention move notice offer order own pack paint pass photograph
        pick_up/picked_up/picked_up place polish praise present prefer/preferred/preferred protect pull push
        put_down/put_down/put_down reach receive recognise refuse remember remove repair replace rescue return reveal
        save scratch search see/saw/seen sell/sold/sold send/sent/sent shake/shook/shaken share show/showed/shown
        sketch smash spot/spotted/spotted squeeze steal/stole/stolen store study take/took/taken tear/tore/torn test
        throw/threw/thrown touch trade try treasure turn_over/turned_over/turned_over unpack use value wash
        wear_out/wore_out/worn_out weigh wipe wrap/wrapped/wrapped""",
    "act": """arrive blush breathe chuckle clap/clapped/clapped climb cough cry dance daydream disappear dream escape
        exercise fall/fell/fallen fidget freeze/froze/frozen frown gasp giggle groan grumble hesitate
        hum/hummed/hummed hurry jog/jogged/jogged jump kneel/knelt/knelt laugh leap/leaped/leaped leave/left/left
        listen march mumble nod/nodded/nodded pause pray relax rest run/ran/run scream shiver shrug/shrugged/shrugged
        sigh sing/sang/sung sit_down/sat_down/sat_down sleep/slept/slept slip/slipped/slipped smile sneeze
        sob/sobbed/sobbed speak/spoke/spoken stand_up/stood_up/stood_up stretch stumble swim/swam/swum tremble wait
        wake_up/woke_up/woken_up walk wander watch wave weep/wept/wept whisper whistle win/won/won wink work worry
        yawn""",
    "roam": """bark chew crawl/crawled/crawled drink/drank/drunk eat/ate/eaten feed/fed/fed fight/fought/fought gallop
        gaze graze growl hide/hid/hidden hop/hopped/hopped howl hunt leap/leaped/leaped play roar rush scratch shriek
        sleep/slept/slept sniff snore splash squeak stare vanish""",
    "cook": """bake boil burn chop/chopped/chopped cook cut/cut/cut eat/ate/eaten fry grill mash mix peel pour roast
        slice smell steam stir/stirred/stirred swallow taste weigh""",
    "say": """admit/admitted/admitted announce answer argue claim complain confess decide explain guess insist notice
        predict promise repeat reply say/said/said shout suggest suspect think/thought/thought warn whisper
        write/wrote/written""",
    "spoke": """answered asked begged called cried demanded joked muttered replied roared said shouted sighed
        whispered wondered yelled""",
    "when": """yesterday today tonight last_night this_morning this_afternoon last_week two_days_ago a_year_ago
        at_midnight at_noon before_lunch after_dinner during_the_holidays at_the_weekend in_the_evening last_summer
        before_breakfast just_now a_moment_ago in_the_spring last_autumn after_the_storm all_day once_more
        long_ago""",
    "soon": """tomorrow next_week next_month in_an_hour later_tonight after_school by_the_weekend before_sunset
        in_a_few_minutes next_year this_winter sooner_or_later as_soon_as_possible before_dark by_noon""",
    "where": "across above against along behind beneath beside beyond by near opposite outside underneath",
    "oy": """appointment boy coin employer joint oyster point toy voice voyage choice noise cowboy ointment toilet
        destroyer boiler android decoy tabloid""",
    "zh": """collage collision conclusion decision division explosion garage illusion invasion massage measure mirage
        occasion pleasure television treasure version vision""",
    "uu": "bookshop bush butcher crook cushion foot footprint hood hook pudding pullover rookie wolf woman woodpecker",
    "ow": """accountant blouse clown cloud couch cow crowd crown fountain flower gown hour house mountain mouse outing
        owl pound shower sound town trout trowel""",
    "th": """bath birthday cloth month mouth path theft theme theory thief thimble thorn thread throne thumb truth
        tooth wreath author feather leather brother""",
    "cheer": "Goodness Gosh Hooray Bravo Wow Oh Ah Hey Careful Listen Look Please",
    "lead": """Actually Apparently Fortunately However Indeed Luckily Meanwhile Naturally Nevertheless Obviously
        Perhaps Surely Therefore Unfortunately Usually Well Certainly Honestly Personally Incidentally""",
}

PLURALS = {
    "knife": "knives", "calf": "calves", "wolf": "wolves", "shelf": "shelves", "goose": "geese", "mouse": "mice",
    "ox": "oxen", "sheep": "sheep", "deer": "deer", "foot": "feet", "tooth": "teeth", "fireman": "firemen",
    "fisherman": "fishermen", "salesman": "salesmen", "scarf": "scarves", "potato": "potatoes", "tomato": "tomatoes",
    "mango": "mangoes", "buffalo": "buffaloes", "wife": "wives", "woman": "women", "thief": "thieves",
    "trout": "trout",
}
