import { useTranslation } from 'react-i18next';
import type { ConsentDocument } from '../../../shared/contract/consent-document.ts';
import { Facts, Section } from '../../ui/Section.tsx';
import { useDayText } from './use-clinic-time.ts';

const abilities = ['understands', 'remembers', 'weighs', 'communicates'] as const;
const told = (...parts: string[]) => parts.filter((part) => part !== '').join(', ');

/** Everybody who took part in a complete consent besides those who only signed, and what was said. */
export function TookPart({ document }: { document: ConsentDocument }) {
  const { t } = useTranslation(['people', 'consents']);
  const day = useDayText();
  const { talk, practitioner } = document;
  const { interpreter, reader, witness, chaperone, assent, capacity } = talk;
  const list = (seen: boolean) =>
    abilities
      .filter((one) => capacity?.[one] === seen)
      .map((one) => t(`capacity.${one}`))
      .join(', ');
  const items: [string, string][] = [
    [t('took.identity'), talk.identity.map((one) => t(`consents:identity.${one}`)).join(', ')],
    ...talk.substitutes.map(({ role, name, relation, authority, seenBy }): [string, string] => [
      t(`role.${role}`),
      told(name, relation, authority, seenBy === '' ? '' : t('took.seenBy', { name: seenBy })),
    ]),
    [
      t('people.assent'),
      assent === null
        ? ''
        : told(t(`people.assents.${assent.given}`), assent.words === '' ? '' : `“${assent.words}”`),
    ],
    [t('took.goOn'), assent?.reasonToGoOn ?? ''],
    [
      t('role.interpreter'),
      interpreter === null
        ? ''
        : told(
            interpreter.name,
            interpreter.language,
            t(`people.reached.${interpreter.reachedBy}`),
            interpreter.reach,
          ),
    ],
    [t('role.reader'), reader === null ? '' : told(reader.name, reader.reason)],
    [
      t('role.witness'),
      witness === null ? '' : told(witness.name, t(`people.why.${witness.why}`), witness.reason),
    ],
    [
      t('people.chaperone'),
      chaperone === null
        ? t('took.notAsked')
        : told(t(`people.chaperones.${chaperone.answer}`), chaperone.name, chaperone.reason ?? ''),
    ],
    [
      t('took.capacity'),
      capacity === null
        ? ''
        : [
            list(true) === '' ? '' : t('took.capacityYes', { parts: list(true) }),
            list(false) === '' ? '' : t('took.capacityNo', { parts: list(false) }),
            capacity.on === null
              ? ''
              : `${t('capacity.by', { name: practitioner.name })}, ${day(capacity.on)}`,
            capacity.support,
            capacity.note,
          ]
            .filter((part) => part !== '')
            .join(' · '),
    ],
    [t('notes.costs'), talk.costs.trim() === '' ? t('took.notSaid') : talk.costs],
    [t('took.teachBack'), talk.teachBack.trim() === '' ? t('took.notAsked') : talk.teachBack],
  ];
  return (
    <Section title={t('took.title')}>
      <Facts
        items={items
          .filter(([, value]) => value !== '')
          .map(([label, value]) => ({ label, value, wide: true }))}
      />
    </Section>
  );
}
