import { z } from 'zod';
import { decision, signerRole } from './consent-document.ts';
import { consentRecord } from './consents.ts';
import { mayRefuse } from './errors.ts';
import { languageStanding } from './languages.ts';
import { command, handed } from './procedure.ts';
import { sitting } from './session.ts';
import { id, key, languageTag, line, plainDate, prose, sha256, strokes, version } from './values.ts';

const known = z.object({ version });

/**
 * A window in the patient's hands. It shows one consent and answers for nothing else, whatever is asked of it; the date
 * of birth is asked first, three times at most, and only a staff sign-in brings the desk back.
 */
export const handover = {
  /** Gives the window to the patient with this draft. */
  begin: command('consents.prepare')
    .input(z.object({ id, version }))
    .output(sitting)
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED')),
  /** Opens the document for whoever gives the date of birth on record; a wrong one never says what is wrong with it. */
  identify: handed('command')
    .input(z.object({ birthDate: plainDate }))
    .output(sitting)
    .errors(mayRefuse('BIRTH_DATE_WRONG')),
  /** In which the document can be read, beside English. */
  languages: handed('query').output(z.array(languageStanding)),
  view: handed('auditedQuery').output(consentRecord).errors(mayRefuse('BIRTH_DATE_NEEDED')),
  decide: handed('command')
    .input(
      known.extend({
        decisions: z
          .array(z.object({ lineId: key(700), decision }))
          .min(1)
          .max(150),
      }),
    )
    .output(consentRecord)
    .errors(mayRefuse('BIRTH_DATE_NEEDED', 'STALE_VERSION', 'ALREADY_SIGNED', 'REFUSAL_STANDS')),
  /** "I have a question": nothing can be signed until staff have answered it. */
  ask: handed('command')
    .input(known.extend({ question: prose(500) }))
    .output(consentRecord)
    .errors(mayRefuse('BIRTH_DATE_NEEDED', 'STALE_VERSION', 'ALREADY_SIGNED')),
  /** The answer to a question of the form. */
  answer: handed('command')
    .input(known.extend({ blockId: key(60), answer: z.array(line(500)).max(20) }))
    .output(consentRecord)
    .errors(mayRefuse('BIRTH_DATE_NEEDED', 'STALE_VERSION', 'ALREADY_SIGNED')),
  /** The same document in another language. */
  speak: handed('command')
    .input(known.extend({ language: languageTag }))
    .output(consentRecord)
    .errors(mayRefuse('BIRTH_DATE_NEEDED', 'STALE_VERSION', 'ALREADY_SIGNED')),
  sign: handed('command')
    .input(
      known.extend({
        contentHash: sha256,
        role: signerRole,
        name: line(200, 1),
        typedName: line(200),
        strokes,
      }),
    )
    .output(consentRecord)
    .errors(
      mayRefuse(
        'BIRTH_DATE_NEEDED',
        'STALE_VERSION',
        'ALREADY_SIGNED',
        'CONTENT_CHANGED',
        'DRAFT_INCOMPLETE',
        'SIGNATURE_EMPTY',
        'SIGNER_NOT_ALLOWED',
      ),
    ),
  /** The patient is done or has gone: the document closes, and asks for the date of birth again. */
  rest: handed('command').output(sitting),
};
