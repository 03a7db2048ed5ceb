"""The passwords everybody tries first, without the digits and signs people add at the ends."""

WORDS = """
password passw0rd p@ssword p@ssw0rd passwordpassword mypassword newpassword yourpassword thepassword changepassword
changeme changemenow letmein letmeinnow welcome welcomeback welcometo iloveyou iloveyouso trustno administrator
admin adminadmin administration superuser superman spiderman batman starwars pokemon football baseball basketball
volleyball princess sunshine dragon master monkey shadow michael jennifer jordan charlie computer internet qwerty
qwertyui qwertyuiop qwertyuiopasdf qwerty123qwerty qwertyqwerty asdfghjkl asdfghjklqwerty zxcvbnm zxcvbnmasdfghjkl
qazwsx qazwsxedc qazwsxedcrfv qweasdzxc qweasd asdasdasd qweqweqwe 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u
1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw2 q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsx zaq1xsw2 abcdefghij abcdefghijk abcdefghijkl
abcdef abcabcabc abc123abc aaaaaaaaaa 1234567890 12345678910 123456789a 0123456789 0987654321 9876543210 1111111111
0000000000 1212121212 1231231231 1122334455 5555555555 6666666666 7777777777 8888888888 9999999999 123123123123
111222333444 147258369 1472583690 123456123456 11223344556677 woaini woaini1314 woaini520 woaini1314520
woaini5201314 woaiwojia 5201314520 1314520520 13145201314 5211314521 mima mima123456 wodemima wobuzhidao nihao
nihaonihao nihaoma zhongguo beijing shanghai shenzhen guangzhou wangwang tiantian a123456789 aa123456789 qq123456789
qq123456 abc123456789 asd123456789 zxc123456789 qwe123456789 test testtest testing testpassword testuser default
temporary temppassword secret topsecret secretsecret company salesforce salesteam sales customer customers crmcrmcrm
weirweirweir weiradmin welcometoweir yuliang whatever whatsoever blink freedom forever mustang corvette harley
ginger pepper summer winter spring autumn summertime wintertime january february march april june july august
september october november december monday friday correcthorsebatterystaple
"""
COMMON = frozenset(WORDS.split())
