import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpenFinding } from '../../../../shared/contract/earlier.ts';
import { markOfFinding } from '../../../../shared/rules/chart-marks.ts';
import { pptMean } from '../../../../shared/rules/findings.ts';
import { examinationOf, isLeft, toReexamine } from '../../../../shared/rules/reexamine.ts';
import { MarkIcon } from '../../../parts/MarkShape.tsx';
import { useSayMoment } from '../../../ui/date-habit.ts';
import { GradeButtons } from './GradeButtons.tsx';
import { leftAside, reexamined } from '../chart/new-entries.ts';
import { useMarkWords } from '../chart/use-mark-words.ts';
import { useToday } from '../use-today.ts';
import type { RecordPart } from '../VisitFields.tsx';
import css from './findings.module.css';

interface ReexamineProps extends RecordPart {
  open: readonly OpenFinding[];
}

/** What earlier visits found and nobody called resolved: each is examined today, or left by choice. */
export function Reexamine({ open, content, change, reference, tried }: ReexamineProps) {
  const { t } = useTranslation('chart');
  const words = useMarkWords(reference);
  const say = useSayMoment({ dateStyle: 'medium' });
  const today = useToday();
  const rows = open.filter(({ finding }) => examinationOf(finding, content) === null);
  const waiting = toReexamine(open, content);
  if (rows.length === 0) return null;
  const { tendernessGrades, findingTypes, findingActivity } = reference.data.techniques;
  const was = ({ finding }: OpenFinding) => {
    const mean = pptMean(finding.ppt);
    return [
      findingTypes.find(({ id }) => id === finding.structureType)?.label,
      finding.grade === undefined
        ? t('again.notGraded')
        : `${t('again.grade', { grade: finding.grade })} (${tendernessGrades.find(({ grade }) => grade === finding.grade)?.label ?? ''})`,
      finding.activity === 'not-assessed'
        ? undefined
        : findingActivity.find(({ id }) => id === finding.activity)?.label,
      mean === null ? undefined : `${mean} ${t('finding.ppt.unit')}`,
    ]
      .filter((text) => text !== undefined)
      .join(' · ');
  };
  return (
    <section
      className={css['again']}
      aria-label={t('again.title', { count: waiting.length })}
      data-issue={tried && waiting.length > 0 ? 'open' : undefined}
    >
      <header className={css['againHead']}>
        <h3>{t('again.title', { count: waiting.length })}</h3>
        {waiting.length > 1 && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() =>
              change((before) =>
                waiting.reduce((content_, { finding }) => leftAside(content_, finding.id, true), before),
              )
            }
          >
            {t('again.leaveRest')}
          </Button>
        )}
      </header>
      <ul className={css['againRows']}>
        {rows.map((one) => {
          const { finding, startedAt } = one;
          const left = isLeft(finding, content);
          const name = words.site(finding.siteId, finding.side);
          return (
            <li key={finding.id} data-left={left || undefined}>
              <MarkIcon kind={markOfFinding(finding)} />
              <span className={css['againText']}>
                <b>{name}</b>
                <span className={css['soft']}>
                  {t('again.was', { date: say(startedAt), what: was(one) })}
                  {left && ` · ${t('again.left')}`}
                </span>
              </span>
              <GradeButtons
                reference={reference}
                label={t('again.now', { name })}
                lead={t('again.today')}
                onGrade={(grade) => change((before) => reexamined(before, one, grade, reference, today))}
              />
              {!left && (
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={`${t('again.leave')}: ${name}`}
                  onClick={() => change((before) => leftAside(before, finding.id, true))}
                >
                  {t('again.leave')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
