import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VisitMeasure } from '../../../../shared/contract/course-record.ts';
import type { SessionContent, SessionView } from '../../../../shared/contract/treatments.ts';
import { painItem } from '../../../../shared/rules/course-outcomes.ts';
import { isPainScore } from '../../../../shared/rules/outcomes.ts';
import { NumberField } from '../../../ui/Fields.tsx';
import { MeasureRow, type MeasureEntry } from './MeasureRow.tsx';
import type { MeasureWords } from './measure-words.ts';
import css from './measures.module.css';

type Change = (make: (before: SessionContent) => SessionContent) => void;
type Moment = VisitMeasure['moment'];
type Asked = SessionView['asked'][number];

interface Part {
  content: SessionContent;
  change: Change;
  words: MeasureWords;
}

const isSame = (one: Pick<VisitMeasure, 'measure' | 'item'>, other: Pick<VisitMeasure, 'measure' | 'item'>) =>
  one.measure === other.measure && one.item === other.item;

/** Writes one measure into the note; an emptied score of a place is taken out again. */
function put(content: SessionContent, entry: MeasureEntry, moment: Moment): SessionContent {
  const { measured = [] } = content;
  const others = measured.filter((one) => one.moment !== moment || !isSame(one, entry));
  const at = measured.findIndex((one) => one.moment === moment && isSame(one, entry));
  const next = at === -1 ? [...measured, { ...entry, moment }] : measured.with(at, { ...entry, moment });
  return { ...content, measured: entry.value === '' && entry.measure === 'nprs' ? others : next };
}

/** Pain of every place of the complaint; the score of the visit is the worst of them. */
export function PainPlaces({
  content,
  change,
  words,
  regions,
  moment,
}: Part & { regions: NonNullable<SessionView['course']>['regions']; moment: Moment }) {
  const { t } = useTranslation('courses');
  const key = moment === 'before' ? 'painBefore' : 'painAfter';
  const entryOf = (item: string): MeasureEntry =>
    content.measured?.find((one) => one.measure === 'nprs' && one.item === item && one.moment === moment) ?? {
      ...{ measure: 'nprs', item, value: '', details: {} },
    };
  const type = (item: string, value: string) =>
    change((before) => {
      const after = put(before, { ...entryOf(item), value }, moment);
      const scores = (after.measured ?? []).filter(
        (one) => one.measure === 'nprs' && one.moment === moment && isPainScore(one.value),
      );
      const worst = scores.length === 0 ? '' : String(Math.max(...scores.map((one) => Number(one.value))));
      return { ...after, common: { ...after.common, [key]: worst } };
    });
  return (
    <fieldset className={css['group']}>
      <legend className={css['legend']}>
        {t(moment === 'before' ? 'measure.each' : 'measure.afterEach')}
      </legend>
      <div className={css['pain']}>
        {regions.map((place) => {
          const item = painItem(place);
          return (
            <NumberField
              key={item}
              label={words.item({ measure: 'nprs', item })}
              step="1"
              min="0"
              max="10"
              value={entryOf(item).value}
              onChange={(value) => type(item, value)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

const addable = [
  'psfs',
  'vas',
  'analgesic-days',
  'walking-minutes',
  'stairs',
  'aid',
  'work',
  'global-change',
  'questionnaire',
] as const;

/** What was asked in this course before stands ready with its last value; anything else is added by name. */
export function VisitMeasures({ content, change, words, asked }: Part & { asked: readonly Asked[] }) {
  const { t } = useTranslation('courses');
  const { measured = [] } = content;
  const own = measured.map((entry, at) => ({ entry, at })).filter(({ entry }) => entry.moment === 'before');
  const extra = own.filter(
    ({ entry }) => entry.measure !== 'nprs' && !asked.some((one) => isSame(one, entry)),
  );
  const set = (next: VisitMeasure[]) => change((before) => ({ ...before, measured: next }));
  return (
    <fieldset className={css['group']}>
      <legend className={css['legend']}>{t('measure.atVisit')}</legend>
      <div className={css['rows']}>
        {asked.map((one) => {
          const entry = own.find((mine) => isSame(mine.entry, one))?.entry ?? {
            ...{ measure: one.measure, item: one.item, value: '', details: one.details },
          };
          return (
            <MeasureRow
              key={`${one.measure}:${one.item}`}
              known
              row={entry}
              words={words}
              last={t('measure.lastTime', { value: words.value(one.measure, one.value) })}
              onChange={(next) => change((before) => put(before, { ...entry, ...next }, 'before'))}
            />
          );
        })}
        {extra.map(({ entry, at }) => (
          <MeasureRow
            key={`own-${at}`}
            row={entry}
            words={words}
            onChange={(next) => set(measured.with(at, { ...entry, ...next }))}
            onRemove={() => set(measured.filter((_, index) => index !== at))}
          />
        ))}
      </div>
      <div className={css['tools']}>
        <Menu>
          <Menu.Target>
            <Button size="xs" variant="default" leftSection={<IconPlus size={14} />}>
              {t('measure.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {addable.map((measure) => (
              <Menu.Item
                key={measure}
                onClick={() =>
                  set([...measured, { measure, item: '', moment: 'before', value: '', details: {} }])
                }
              >
                {words.name(measure)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </fieldset>
  );
}
