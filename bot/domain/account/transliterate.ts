/** Letters that no accent makes of an ASCII one: of Latin, Greek, Cyrillic, Hebrew and Arabic script, in lower case. */
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'ß ss æ ae œ oe ø o þ th ð d đ d ħ h ı i ł l ŋ n ŧ t ƒ f ə e ɛ e ɔ o ɓ b ɗ d ƙ k',
    'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
    'а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya',
    'і i є ye ґ g ђ dj ј j љ lj њ nj ћ c џ dz ѕ dz қ k ғ g ң n ө o ұ u ү u һ h',
    'א a ב b ג g ד d ה h ו v ז z ח ch ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף p צ ts ץ ts ק k ר r ש sh ת t',
    'ا a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h ة h و w ي y ى a',
    'پ p چ ch ژ zh گ g ک k ی y',
  ].flatMap((row) => pairsIn(row.split(' '))),
);

/**
 * A name in the letters a to z, without anything between them; empty where its script is not known here.
 * `transliterate('Zoë Müller-Łoś')` is `zoemullerlos`.
 */
export function transliterate(name: string): string {
  const plain = name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return Array.from(plain, (letter) => letters[letter] ?? letter)
    .join('')
    .replace(/[^a-z]/g, '');
}

/** Every second part is what stands for the one before. */
function pairsIn(parts: string[]): [string, string][] {
  return parts.flatMap((latin, at): [string, string][] => (at % 2 === 1 ? [[parts[at - 1] ?? '', latin]] : []));
}
