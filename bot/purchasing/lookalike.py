"""Names that look alike: letters of other scripts, digits for letters, and invisible characters."""

import re
import unicodedata
from functools import lru_cache

from bot.purchasing.text import one_line

_ALIKE = (
    "2ƧϨᒿꙄꛯꝚ 3ƷȜЗӠⳌꝪꞫ𑣊𖼻 4Ꮞ𑢯 5Ƽ𑢻 6бᏮⳒ𑣕 7𐓒𑣆 8Ȣȣ৪੪𐌚 9৭੧୨൭ⳊꝮ𑢬𑣌𑣖 AΑАᎪᗅꓮ𐊠𖽀 BΒВᏴᗷꓐꞴ𐊂𐊡𐌁 CСᏟⲤꓚ𐊢𐌂𐐕𐔜𑣩𑣲 DᎠᗞᗪꓓ "
    "EΕЕᎬⴹꓰ𐊆𑢦𑢮 FϜᖴꓝꞘ𐊇𐊥𐔥𑢢𑣂 GԌᏀᏳꓖ HΗНᎻᕼⲎꓧ𐋏 JͿЈᎫᒍꓙꞲ KΚКᏦᛕⲔꓗ𐔘 LᏞᒪⳐꓡ𐐛𐔦𑢣𑢲𖼖 MΜϺМᎷᗰᛖⲘꓟ𐊰𐌑 NΝⲚꓠ𐔓 "
    "O0ΟОՕ০ଠ୦ዐⲞⵔ〇ꓳ𐊒𐊫𐐄𐓂𐔖𑓐𑢵𑣠 PΡРᏢᑭⲢꓑ𐊕 Qⵕ RƦᎡᏒᖇꓣ𐒴𖼵 SЅՏᏕᏚꓢ𐊖𐐠𖼺 TΤТᎢⲦꓔ𐊗𐊱𐌕𑢼𖼊 UՍሀᑌꓴ𐓎𑢸𖽂 VѴ۷Ꮩᐯⴸꓦꛟ𐔝𑢠𖼈 WԜᎳᏔꓪ𑣦𑣯 "
    "XΧХᚷⲬⵝꓫꞳ𐊐𐊴𐌗𐌢𐔧𑣬 YΥУҮᎩᎽⲨꓬ𐊲𑢤𖽃 ZΖᏃꓜ𐋵𑢩𑣥 aɑαа bƄЬᏏᑲᖯ cсᴄⲥꮯ𐐽 dԁᏧᑯꓒ eеҽꬲ fքẝꞙꬵ gƍɡցᶃ hһհᏂ "
    "iıɩɪιіӏᎥꙇꭵ𑣃 jϳј l1I|ƖǀΙІӀ۱ᛁ∣Ⲓⵏꓲ𐊊𐌉𐌠𖼨 m𑜀𑣣 nոռ oοσоօ۵०੦૦௦౦೦ഠ൦๐໐ဝ၀ჿᴏᴑⲟꬽ𐐬𐓪𑣈𑣗 pρрⲣ qԛգզ rгᴦⲅꭇꭈꮁ "
    "sƽѕꜱꮪ𐑈𑣁 uʋυսᴜꞟꭎꭒ𐓶𑣘 vνѵᴠꮩ𑜆𑣀 wɯѡԝաᴡꮃ𑜊𑜎𑜏 xхᕁᕽ yɣʏγуүყᶌỿꭚ𑣜 zᴢꮓ𑣄 ÅȦ ÇҪ ÐĐƉ ÖŐ ÞϷ ßβ åȧ çҫ þƿϸ ĂǍ "
    "ăǎ ĔĚ ĕě ĞǦ ğǧ ģǵ ħћ ĬǏ ĭǐ ĸκк ņɲ ŎǑ ŏǒ ŢȚ ţƫț ŬǓ ŭǔ ƀѢѣҌҍ ƂƃБ ƅь ƆϽ ƏӘ ƐԐ Ɨƚ ƞη ƟΘθѲӨ ƨϩ "
    "ƩΣ ǝəә ǶԊ ȝʒӡ ȷյ ɅΛЛ ɍғ ɏұ ɔͻ ɛεєԑ ɜз ɢԍ ɰպ ɵѳө ɸφф ʍм ʙв ʜн ʿՙ ͶИ ͷи ΓГ ΠП ΦФՓ ΨѰ "
    "δծ πп ςϛ τт ψѱ ЍЙ йѝ ҶӋ ҷӌ ӇӉ ӈӊ"
)
"""Each letter, and behind it what looks like it, of Unicode's confusables (UTS 39, 15.1).

What NFKC makes equal needs no place here.
"""

_LETTERS = str.maketrans({other: group[0] for group in _ALIKE.split() for other in group[1:]})
_NO_LETTER = re.compile("[\\W_\u115f\u1160]+")
_PAIRS = (("rn", "m"), ("vv", "w"))


@lru_cache(maxsize=4096)
def looks(name: str) -> frozenset[str]:
    """The shapes that a name may be read as, small and in capitals; two names that share one can be confused."""
    plain = unicodedata.normalize("NFKC", one_line(name))
    return frozenset(_shape(each) for each in (plain, plain.lower(), plain.upper()))


def _shape(name: str) -> str:
    shape = _NO_LETTER.sub("", name).translate(_LETTERS).casefold()
    for pair, letter in _PAIRS:
        shape = shape.replace(pair, letter)
    return shape
