"""Small lists for each language besides its grammar: words too bare to be a name, and whole answers that answer nothing.

Each language may have: `no` (denials), `more` (words that may begin a heading although they are grammar), `inside` (grammar
that reads well in the middle of a heading), `bare` (words that name nothing alone), `turn` (words before which a long answer
is cut), `unanswering` (whole answers that answer nothing) and `nothing` (answers only where the question invites them).
"""

from __future__ import annotations

BARE: dict[str, dict[str, str]] = {
    "cy": {
        "no": "na nad nid ni ddim dim neb heb",
        "more": "mwy llai gwell dim diffyg",
        "inside": "y yr r i o a ar at am yn n gan gyda heb drwy rhwng er ein eu",
        "bare": """
            pobl bobl da dda drwg gwell well gwaeth lle peth pethau problem problemau newid gwaith amser
            blwyddyn dydd mawr fawr""",
        "turn": "ond fodd bynnag hefyd felly",
        "unanswering": """
            ddim yn gwybod | dwi ddim yn gwybod | dw i ddim yn gwybod | dim syniad | dim sylw | dim
            sylwadau | dim barn | amherthnasol""",
        "nothing": "dim | dim byd | nac oes | na | dim o gwbl | popeth",
    },
    "ga": {
        "no": "ní níl nach gan níor",
        "more": "níos easpa gan",
        "inside": "na an agus i sa de do ar le gan idir don den",
        "bare": "daoine duine maith olc rud rudaí fadhb am bliain lá mór",
        "turn": "ach freisin",
        "unanswering": "níl a fhios agam | níl fhios agam | gan tuairim",
        "nothing": "rud ar bith | faic | níl | gach rud",
    },
    "gd": {
        "no": "chan cha nach gun",
        "more": "barrachd nas gun",
        "inside": "na an am nan agus is ann de do air le gun don",
        "bare": "daoine duine math dona rud rudan duilgheadas àm bliadhna latha mòr",
        "turn": "ach cuideachd",
        "unanswering": "chan eil fhios agam | chan eil beachd agam",
        "nothing": "dad | chan eil | càil | a h uile rud",
    },
    "de": {
        "no": "nicht kein keine keinen keinem keiner nichts nie niemals ohne",
        "more": "mehr weniger bessere besserer besseres zu kein keine zu",
        "inside": """
            der die das den dem des und für mit ohne von vom zu zum zur im in am an auf aus bei beim
            nach vor zwischen durch""",
        "bare": """
            leute menschen mensch person gut gute guten besser schlecht problem probleme sache sachen
            ding dinge zeit jahr jahre tag arbeit neu neue groß große teil frage antwort thema sicher
            wichtig""",
        "turn": "aber jedoch sondern allerdings obwohl außerdem und",
        "unanswering": """
            weiß nicht | weiss nicht | ich weiß nicht | ich weiss nicht | weiß ich nicht | keine ahnung
            | keine angabe | keine angaben | keine meinung | kein kommentar | k a | ka | weiß es nicht |
            nicht sicher | keine antwort | entfällt""",
        "nothing": "nichts | nein | keine | keiner | gar nichts | alles | nichts besonderes | alles gut",
    },
    "nl": {
        "no": "niet geen niets nooit zonder",
        "more": "meer minder betere geen te",
        "inside": "de het een en of voor met zonder van in op aan uit bij naar tussen door te tot",
        "bare": """
            mensen mens persoon goed goede beter slecht probleem problemen zaak zaken ding dingen tijd
            jaar jaren dag werk nieuw groot deel vraag antwoord""",
        "turn": "maar echter hoewel bovendien ook en",
        "unanswering": """
            weet niet | weet ik niet | ik weet het niet | geen idee | geen mening | geen commentaar |
            nvt | n v t""",
        "nothing": "niets | nee | geen | alles | helemaal niets",
    },
    "fr": {
        "no": "ne n pas non aucun aucune rien jamais ni sans",
        "more": "plus moins meilleur meilleure meilleurs meilleures aucun aucune manque pas trop",
        "inside": "de des du d la le les l à au aux en et pour par sur dans avec sans entre un une chez",
        "bare": """
            gens personne personnes monde chose choses bon bonne bien mieux mal problème problèmes temps
            an ans année années jour jours travail nouveau nouvelle grand grande question réponse sûr""",
        "turn": "mais cependant toutefois pourtant aussi et car",
        "unanswering": """
            ne sais pas | je ne sais pas | sais pas | je sais pas | aucune idée | sans avis | pas d avis
            | sans opinion | nsp | pas de commentaire | sans objet | je n ai pas d avis""",
        "nothing": "rien | non | aucun | aucune | tout | rien du tout | rien à signaler | ras",
    },
    "es": {
        "no": "no ni nada nunca jamás sin ningún ninguna tampoco",
        "more": "más menos mejor mejores falta ningún ninguna demasiado sin",
        "inside": "de del la el los las al a en y e o para por con sin entre sobre un una",
        "bare": """
            gente persona personas cosa cosas bueno buena bien mejor malo mala mal problema problemas
            tiempo año años día días trabajo nuevo nueva gran grande pregunta respuesta seguro""",
        "turn": "pero sino aunque además también y",
        "unanswering": """
            no sé | no se | no lo sé | no lo se | ni idea | no tengo idea | sin opinión | sin opinion |
            sin comentarios | ns | nc | ns nc | no aplica | no sabe""",
        "nothing": "nada | no | ninguno | ninguna | todo | nada en particular",
    },
    "it": {
        "no": "non né niente nulla mai nessun nessuno nessuna senza",
        "more": "più meno migliore migliori troppo troppi nessun nessuna mancanza senza",
        "inside": """
            di del dello della dei degli delle dell a al alla ai agli alle in nel nella e ed per con
            senza tra fra su sul sulla un una il lo la i gli le l d""",
        "bare": """
            gente persona persone cosa cose buono buona bene meglio male problema problemi tempo anno
            anni giorno giorni lavoro nuovo nuova grande domanda risposta sicuro""",
        "turn": "ma però tuttavia inoltre anche e",
        "unanswering": "non so | non lo so | non saprei | nessuna idea | nessuna opinione | nessun commento | boh",
        "nothing": "niente | nulla | no | nessuno | tutto | niente di particolare",
    },
    "pt": {
        "no": "não nem nada nunca jamais sem nenhum nenhuma",
        "more": "mais menos melhor melhores falta nenhum nenhuma sem",
        "inside": "de do da dos das d a o os as ao à aos às em no na nos nas e ou para por com sem entre um uma",
        "bare": """
            gente pessoa pessoas coisa coisas bom boa bem melhor mau má mal problema problemas tempo ano
            anos dia dias trabalho novo nova grande pergunta resposta certeza""",
        "turn": "mas porém embora além também e",
        "unanswering": "não sei | nao sei | sem opinião | sem comentários | não tenho opinião | não se aplica",
        "nothing": "nada | não | nao | nenhum | nenhuma | tudo",
    },
    "ro": {
        "no": "nu nici nimic niciodată fără niciun nicio",
        "more": "mai fără lipsa",
        "inside": "de a al ale la în din pe cu fără pentru prin și şi sau între",
        "bare": """
            oameni oamenii persoană persoane lucru lucruri bun bună bine rău problemă probleme timp an
            ani zi zile muncă nou nouă mare întrebare răspuns""",
        "turn": "dar însă deși",
        "unanswering": "nu știu | nu stiu | nu am idee | habar n am | fără opinie | fără comentarii",
        "nothing": "nimic | nu | niciunul | tot | totul",
    },
    "pl": {
        "no": "nie ani nic nigdy bez żaden brak",
        "more": "więcej mniej lepszy lepsza lepsze lepszych brak bez za",
        "inside": "i w we z ze na do od po za o u przy pod nad przed przez dla bez między oraz lub",
        "bare": """
            ludzie ludzi osoba osoby osób rzecz rzeczy dobry dobra dobre dobrze lepiej zły źle problem
            problemy czas rok lat lata dzień dni praca nowy nowa nowe duży pytanie odpowiedź pewny""",
        "turn": "ale lecz jednak ponadto również",
        "unanswering": """
            nie wiem | nie mam zdania | nie mam pojęcia | brak zdania | brak opinii | bez komentarza |
            trudno powiedzieć | nie dotyczy""",
        "nothing": "nic | nie | brak | żadne | wszystko | nic szczególnego",
    },
    "cs": {
        "no": "ne nic nikdy bez žádný není nejsou nemá",
        "more": "více méně lepší bez příliš",
        "inside": "a v ve s se z ze na do od po za o u k ke při pod nad pro bez mezi",
        "bare": """
            lidé lidi lidí člověk osoba věc věci dobrý dobré dobře lépe špatný problém problémy čas rok
            roky den dny práce nový velký otázka odpověď""",
        "turn": "ale však navíc také",
        "unanswering": "nevím | bez názoru | nemám názor | bez komentáře",
        "nothing": "nic | ne | žádné | vše | všechno",
    },
    "sk": {
        "no": "nie nič nikdy bez žiadny",
        "more": "viac menej lepšie bez príliš",
        "inside": "a v vo s so z zo na do od po za o u k ku pri pod nad pre bez medzi",
        "bare": """
            ľudia ľudí človek osoba vec veci dobrý dobré dobre lepšie zlý problém problémy čas rok roky
            deň dni práca nový veľký otázka odpoveď""",
        "turn": "ale však navyše tiež",
        "unanswering": "neviem | bez názoru | nemám názor",
        "nothing": "nič | nie | žiadne | všetko",
    },
    "lt": {
        "no": "ne nei nieko niekada nėra be",
        "more": "daugiau mažiau geriau be per",
        "inside": "ir į iš su be per prie po tarp dėl už nuo iki apie",
        "bare": """
            žmonės žmonių asmuo daiktas gerai geras geriau blogai problema problemos laikas metai diena
            darbas naujas didelis""",
        "turn": "bet tačiau",
        "unanswering": "nežinau | neturiu nuomonės",
        "nothing": "nieko | ne | viskas",
    },
    "hu": {
        "no": "nem ne sem semmi soha nincs nincsenek nélkül",
        "more": "több kevesebb jobb nincs túl",
        "inside": "a az és vagy",
        "bare": """
            ember emberek dolog dolgok jó jobb rossz probléma problémák idő év évek nap munka új nagy
            kérdés válasz""",
        "turn": "de viszont azonban",
        "unanswering": "nem tudom | nincs véleményem | nincs vélemény",
        "nothing": "semmi | nem | nincs | minden",
    },
    "sv": {
        "no": "inte ingen inget inga aldrig utan",
        "more": "mer fler mindre färre bättre ingen inga för",
        "inside": "och en ett av på i till från med utan för mellan vid",
        "bare": """
            människor person personer sak saker bra god bättre dålig problem tid år dag dagar arbete ny
            nya stor fråga svar""",
        "turn": "men dock dessutom också",
        "unanswering": "vet inte | vet ej | jag vet inte | ingen aning | ingen åsikt | ingen kommentar",
        "nothing": "inget | ingenting | nej | inga | allt",
    },
    "da": {
        "no": "ikke ingen intet aldrig uden",
        "more": "mere flere mindre færre bedre ingen for",
        "inside": "og en et af på i til fra med uden for mellem ved",
        "bare": """
            mennesker person personer ting sag godt god bedre dårlig problem problemer tid år dag dage
            arbejde ny nye stor spørgsmål svar""",
        "turn": "men dog desuden også",
        "unanswering": "ved ikke | ved det ikke | jeg ved det ikke | ingen anelse | ingen mening | ingen kommentar",
        "nothing": "intet | ingenting | nej | ingen | alt",
    },
    "nb": {
        "no": "ikke ingen intet aldri uten",
        "more": "mer flere mindre færre bedre ingen for",
        "inside": "og en et ei av på i til fra med uten for mellom ved",
        "bare": """
            mennesker folk person personer ting sak bra god bedre dårlig problem problemer tid år dag
            dager arbeid ny nye stor spørsmål svar""",
        "turn": "men dessuten også",
        "unanswering": "vet ikke | jeg vet ikke | aner ikke | ingen mening | ingen kommentar",
        "nothing": "ingenting | nei | ingen | alt",
    },
    "fi": {
        "no": "ei en et emme eivät mitään koskaan ilman",
        "more": "enemmän vähemmän parempi liian ei",
        "inside": "ja tai",
        "bare": """
            ihmiset ihminen ihmisten henkilö asia asiat hyvä hyvin parempi huono ongelma ongelmat aika
            vuosi päivä työ uusi suuri kysymys vastaus""",
        "turn": "mutta kuitenkin lisäksi",
        "unanswering": "en tiedä | ei tietoa | ei mielipidettä | en osaa sanoa | eos",
        "nothing": "ei mitään | ei | kaikki",
    },
    "tr": {
        "no": "değil hiç hiçbir yok",
        "more": "daha",
        "inside": "ve ile için",
        "bare": """
            insan insanlar kişi kişiler şey şeyler iyi güzel kötü sorun sorunlar zaman yıl gün iş yeni
            büyük soru cevap""",
        "turn": "ama fakat ancak ayrıca",
        "unanswering": "bilmiyorum | fikrim yok | bilgim yok | yorum yok",
        "nothing": "hiçbir şey | yok | hayır | hiç | her şey",
    },
    "ar": {
        "no": "لا لم لن ليس ليست غير عدم بدون دون",
        "more": "أكثر اكثر أقل اقل عدم",
        "inside": "في من على إلى الى عن مع بين و",
        "bare": """
            ناس الناس شخص أشخاص شيء أشياء جيد جيدة أفضل سيء مشكلة مشاكل وقت سنة يوم عمل جديد كبير سؤال
            جواب""",
        "turn": "ولكن لكن كما",
        "unanswering": "لا أعرف | لا اعرف | لا أعلم | لا اعلم | لا أدري | لا رأي | لا تعليق | ليس لدي رأي",
        "nothing": "لا شيء | لا | لا يوجد | كل شيء",
    },
    "ur": {
        "no": "نہیں نہ مت بغیر",
        "more": "زیادہ کم",
        "inside": "کے کی کا میں سے پر اور کو",
        "bare": "لوگ لوگوں شخص چیز چیزیں اچھا اچھی بہتر برا مسئلہ مسائل وقت سال دن کام نیا بڑا سوال جواب",
        "turn": "لیکن مگر",
        "unanswering": "معلوم نہیں | پتہ نہیں | مجھے نہیں معلوم | کوئی رائے نہیں",
        "nothing": "کچھ نہیں | نہیں | سب کچھ",
    },
    "fa": {
        "no": "نه نیست هیچ بی نمی",
        "more": "بیشتر کمتر",
        "inside": "و در به از با برای",
        "bare": "مردم فرد افراد چیز خوب بهتر بد مشکل مشکلات زمان سال روز کار جدید بزرگ سوال پاسخ",
        "turn": "اما ولی",
        "unanswering": "نمی‌دانم | نمیدانم | نمی دانم | نظری ندارم",
        "nothing": "هیچ | هیچ چیز | نه | همه چیز",
    },
    "ru": {
        "no": "не нет ни никогда ничего без",
        "more": "больше меньше более лучше нет без",
        "inside": "и в во на с по за к у из от для до без при о об между",
        "bare": """
            люди людей человек вещь хорошо хороший лучше плохо плохой проблема проблемы время год лет
            день работа новый большой вопрос ответ""",
        "turn": "но однако также",
        "unanswering": "не знаю | без понятия | затрудняюсь ответить | нет мнения | без комментариев",
        "nothing": "ничего | нет | всё | все",
    },
    "uk": {
        "no": "не немає нема ні ніколи нічого без",
        "more": "більше менше краще немає без",
        "inside": "і й та в у на з із зі по за до для без при про між",
        "bare": """
            люди людей людина річ добре добрий краще погано проблема проблеми час рік років день робота
            новий великий питання відповідь""",
        "turn": "але однак також",
        "unanswering": "не знаю | важко сказати | немає думки | без коментарів",
        "nothing": "нічого | ні | немає | все",
    },
    "bg": {
        "no": "не няма нищо никога без",
        "more": "повече по-малко няма без",
        "inside": "и в във на с със за по към от до без при между",
        "bare": """
            хора хората човек нещо неща добре добър добро по-добре лошо проблем проблеми време година
            години ден работа нов голям въпрос отговор""",
        "turn": "но обаче също",
        "unanswering": "не знам | нямам мнение | без коментар",
        "nothing": "нищо | не | няма | всичко",
    },
    "el": {
        "no": "δεν δε μη μην όχι τίποτα ποτέ χωρίς",
        "more": "περισσότερα περισσότερο περισσότερες περισσότεροι λιγότερο καλύτερη καλύτερα χωρίς",
        "inside": "ο η το οι τα του της των τον την στο στη στην στον με για από και χωρίς",
        "bare": """
            κόσμος άνθρωποι άτομο άτομα πράγμα πράγματα καλό καλή καλά κακό πρόβλημα προβλήματα χρόνος
            χρόνια μέρα δουλειά νέο μεγάλο ερώτηση απάντηση""",
        "turn": "αλλά όμως επίσης",
        "unanswering": "δεν ξέρω | δεν γνωρίζω | δεν έχω άποψη | καμία άποψη",
        "nothing": "τίποτα | όχι | κανένα | όλα",
    },
    "hi": {
        "no": "नहीं न मत बिना",
        "more": "ज्यादा अधिक कम",
        "inside": "के की का में से पर और को",
        "bare": """
            लोग लोगों व्यक्ति चीज चीजें अच्छा अच्छी बेहतर बुरा समस्या समस्याएं समय साल दिन काम नया बड़ा
            सवाल जवाब""",
        "turn": "लेकिन मगर",
        "unanswering": "पता नहीं | मुझे नहीं पता | मालूम नहीं | कोई राय नहीं",
        "nothing": "कुछ नहीं | नहीं | सब कुछ",
    },
    "zh": {
        "more": "更 多 少",
        "turn": "但 但是 不过 可是",
        "unanswering": "不知道 | 不清楚 | 没有意见 | 沒有意見 | 没意见 | 不了解",
        "nothing": "没有 | 沒有 | 无 | 無 | 没 | 都好",
        "bare": "问题 問題 时间 時間 大家 东西 情况",
    },
    "ja": {
        "unanswering": "わからない | 分からない | わかりません | 分かりません | 知らない",
        "nothing": "ない | なし | 特になし | 特にない | ありません | 特にありません",
        "bare": "問題 時間 人々",
    },
    "ko": {
        "no": "않는 않다 않습니다 안 못 없는 없다 없습니다 없어요",
        "more": "더",
        "bare": "사람 사람들 문제 시간 생각 좋은 나쁜",
        "turn": "하지만 그러나",
        "unanswering": "모르겠습니다 | 모르겠어요 | 모름 | 잘 모르겠습니다",
        "nothing": "없음 | 없습니다 | 없어요 | 없다",
    },
}
"""By BCP 47 code. A language that is not here is themed without them."""
