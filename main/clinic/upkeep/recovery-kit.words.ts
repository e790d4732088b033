export const en = {
  title: 'Recovery kit',
  clinic: 'Clinic',
  made: 'Made on',
  count: 'Recovery words',
  lead: 'These words open the records of this clinic when nothing else does: after a new computer, a lost sign-in of the machine, or from a backup.',
  warning:
    'Who has these words and the files of the clinic can read every record. Without them, and without the machine that knows the key, nobody can open the records, the makers of this program included.',
  words: 'The words, in this order',
  keep: 'How to keep it',
  keeping: [
    'Print two copies. Lock one away in the clinic and the other in another building, each in a closed envelope, signed over the flap.',
    'Never photograph it, scan it, mail it or type it into anything but this program.',
    'Say in your written instructions who may open the envelope, and when.',
    'Type the words back into the program once, when it asks. That shows that this paper is right.',
    'If an envelope was opened, or one is missing, tell the owner of the clinic at once: others may know the words.',
  ],
  opens: 'What it opens',
  opening: [
    'The records of this clinic on this or another computer: start the program, choose the folder, type the words.',
    "A complete copy of the clinic's folder that was made while these words were valid.",
    "It does not replace anyone's sign-in: after opening, users sign in as before.",
  ],
  checked: 'Checked',
  checkLines: [
    'Words typed back: date and name',
    'Envelope closed and signed: date and name',
    'Place of this copy',
  ],
} as const;

export type RecoveryKitWords = typeof en;
