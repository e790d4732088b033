/**
 * What people put into a password that they were told to make longer; our own list, longest first. Two of them with
 * digits and signs are refused too, so its 294 words stand for some 86,000 passwords before decoration.
 */
export const commonWords: readonly string[] = longestFirst([
  ' password passwort passwords passphrase passcode kennwort motdepasse contrasena wachtwoord haslo parola senha geheim secret',
  ' letmein iloveyou loveyou welcome willkommen bienvenue trustno admin administrator root superuser master manager owner user',
  ' guest default changeme change temporary temp test testing tester demo example sample login logon signin access enter open',
  ' sesame security secure private computer laptop internet server system network windows office desktop google facebook apple',
  ' clinic clinics praxis practice doctor doctors nurse reception patient patients hospital medical medicine health needle',
  ' needles needling acupuncture muscle therapy therapist physio physiotherapy massage palpate treatment injection pain',
  ' monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october',
  ' november december spring summer autumn winter today tomorrow forever always never nothing anything something everything',
  ' football baseball basketball hockey soccer tennis golf cricket rugby liverpool arsenal chelsea barcelona madrid manchester',
  ' superman batman spiderman starwars pokemon minecraft fortnite matrix ninja dragon monkey tiger lion eagle panther wolf',
  ' horse puppy kitten butterfly princess prince queen king angel angels devil heaven jesus christ church blessed faith family',
  ' mother father brother sister daughter babygirl baby honey sweet sweetheart darling lovely love lover friend friends forever',
  ' sunshine moonlight rainbow flower flowers chocolate cookie coffee banana orange cherry strawberry pepper ginger cheese pizza',
  ' london paris berlin newyork chicago boston texas california florida canada africa southafrica australia germany america',
  ' england ireland france italy spain europe michael jennifer jessica ashley daniel thomas robert charlie jordan george andrew',
  ' michelle nicole matthew joshua anthony hannah samantha amanda william maria anna martin peter stefan alexander thunder',
  ' freedom happy lucky hunter ranger killer shadow silver golden diamond mustang ferrari porsche mercedes yamaha harley corvette',
  ' guitar music dance dancer movie money dollar million number hello goodbye please thanks thankyou whatever qwerty qwertz azerty',
  ' asdf zxcv abcd xxx aaa strong',
]);

/** Glue between such words: taken away like them, but it adds nothing to guess. */
export const glueWords: readonly string[] = longestFirst([
  'the and is my our this that your for with not very long longer short safe new old one two it me you',
]);

function longestFirst(lines: readonly string[]): string[] {
  const words = lines
    .join('')
    .split(' ')
    .filter((word) => word !== '');
  return words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
