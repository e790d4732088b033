/**
 * The texts as shipped. German and French were written by a machine: they are offered as drafts and used only once
 * somebody who speaks the language has read and approved them.
 */
export const shippedTexts = {
  en: {
    origin: 'shipped',
    subject: 'Your appointment on {date} at {time}',
    body: `Hello {name},

this is a reminder of your appointment with {practitioner} at {clinic}:

{date}, {time}
{address}

If you cannot come, please call us: {phone}.

{clinic}
`,
  },
  de: {
    origin: 'draft',
    subject: 'Ihr Termin am {date} um {time} Uhr',
    body: `Guten Tag {name},

wir erinnern Sie an Ihren Termin bei {practitioner}, {clinic}:

{date}, {time} Uhr
{address}

Wenn Sie nicht kommen können, rufen Sie uns bitte an: {phone}.

{clinic}
`,
  },
  fr: {
    origin: 'draft',
    subject: 'Votre rendez-vous du {date} à {time}',
    body: `Bonjour {name},

nous vous rappelons votre rendez-vous avec {practitioner}, {clinic} :

{date}, {time}
{address}

Si vous ne pouvez pas venir, merci de nous appeler : {phone}.

{clinic}
`,
  },
} as const satisfies Record<string, { origin: 'shipped' | 'draft'; subject: string; body: string }>;

/** What a preview and a test are filled with besides the clinic's own data. */
export const example = { name: 'Anna', practitioner: 'Dr A. Example' } as const;
