"""Well-known values of free-text columns, so that a slip of the pen is noticed even when every row has it."""

INDUSTRIES = (  # noqa: SIM905
    "accounting,advertising,aerospace,agriculture,apparel,automotive,aviation,banking,biotechnology,chemicals,construction,"
    "consulting,consumer goods,defense,e-commerce,education,electronics,employment,energy,engineering,entertainment,"
    "environmental,finance,financial services,fishing,food,food and beverage,furniture,gaming,government,health,healthcare,"
    "hospitality,human resources,insurance,internet,legal,leisure,logistics,machinery,manufacturing,marketing,media,medical,"
    "mining,nonprofit,oil and gas,packaging,pharmaceuticals,plastics,printing,public sector,publishing,real estate,recreation,"
    "recruitment,renewables,retail,security,semiconductors,services,shipping,software,sports,staffing,technology,"
    "telecommunications,textiles,tourism,trade,training,transportation,travel,utilities,wholesale,"
    "制造业,互联网,软件,信息技术,金融,银行,保险,证券,房地产,建筑,教育,医疗,医药,零售,批发,物流,交通运输,能源,电力,化工,汽车,"
    "电子,通信,农业,餐饮,旅游,酒店,传媒,广告,法律,咨询,环保,机械,纺织,服装,食品,政府,航空,半导体,游戏,电子商务"
).split(",")

COUNTRIES = (  # noqa: SIM905
    "Afghanistan,Albania,Algeria,Angola,Argentina,Armenia,Australia,Austria,Azerbaijan,Bahrain,Bangladesh,Belarus,Belgium,Bolivia,"
    "Bosnia and Herzegovina,Botswana,Brazil,Brunei,Bulgaria,Cambodia,Cameroon,Canada,Chile,China,Colombia,Costa Rica,Croatia,Cuba,"
    "Cyprus,Czech Republic,Czechia,Denmark,Dominican Republic,Ecuador,Egypt,El Salvador,Estonia,Ethiopia,Fiji,Finland,France,Georgia,"
    "Germany,Ghana,Greece,Guatemala,Honduras,Hong Kong,Hungary,Iceland,India,Indonesia,Iran,Iraq,Ireland,Israel,Italy,Jamaica,Japan,"
    "Jordan,Kazakhstan,Kenya,Korea,South Korea,North Korea,Kuwait,Kyrgyzstan,Laos,Latvia,Lebanon,Libya,Lithuania,Luxembourg,Macau,"
    "Malaysia,Malta,Mauritius,Mexico,Moldova,Mongolia,Montenegro,Morocco,Mozambique,Myanmar,Namibia,Nepal,Netherlands,New Zealand,"
    "Nicaragua,Nigeria,Norway,Oman,Pakistan,Panama,Papua New Guinea,Paraguay,Peru,Philippines,Poland,Portugal,Qatar,Romania,Russia,"
    "Rwanda,Saudi Arabia,Senegal,Serbia,Singapore,Slovakia,Slovenia,South Africa,Spain,Sri Lanka,Sudan,Sweden,Switzerland,Syria,"
    "Taiwan,Tajikistan,Tanzania,Thailand,Tunisia,Turkey,Turkmenistan,Uganda,Ukraine,United Arab Emirates,United Kingdom,"
    "United States,Uruguay,Uzbekistan,Venezuela,Vietnam,Yemen,Zambia,Zimbabwe"
).split(",")


# By field name; a suggestion keeps the case of the value it replaces.
VOCABULARY: dict[str, list[str]] = {"industry": INDUSTRIES, "region": COUNTRIES}
