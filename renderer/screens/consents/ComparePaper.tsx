import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconCheck, IconPaperclip } from '@tabler/icons-react';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentLimit, comparison, type Comparison } from '../../../shared/contract/attachments.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { isCodeOf, readPaperCode } from '../../../shared/rules/paper-code.ts';
import { useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { DateHabit } from '../../ui/date-habit.ts';
import { DateField } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import { DecisionSummary } from './DecisionSummary.tsx';
import { ScanChoice } from './ScanChoice.tsx';
import type { ScanFile } from '../../parts/scan-pages.ts';
import { missingSigners } from './signed.ts';
import { useDayText } from './use-clinic-time.ts';
import type { ConsentAtHand } from './use-consent.ts';
import css from './paper.module.css';

interface ComparePaperProps {
  record: ConsentRecord;
  hand: ConsentAtHand;
  /** A code that was read elsewhere. */
  given: string;
  /** Which paper is looked for. */
  printed: string;
  onDone: () => void;
}

/** Paper and text side by side: what was compared is ticked point by point, and only then is the paper taken. */
export function ComparePaper({ record, hand, given, printed, onDone }: ComparePaperProps) {
  const { t } = useTranslation(['paper', 'people']);
  const day = useDayText();
  const trouble = useTrouble();
  const { today } = useContext(DateHabit);
  const [scans, setScans] = useState<ScanFile[]>([]);
  const [typed, setTyped] = useState(given);
  const [compared, setCompared] = useState<Comparison[]>([]);
  const [signedOn, setSignedOn] = useState(today());
  const [names, setNames] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const signers = missingSigners(record);
  const { patient } = record.document;
  const read = [...new Set(scans.flatMap(({ codes }) => codes))];
  const code = typed.trim() === '' ? (read[0] ?? '') : typed;
  const fits = codeFits(code, record);
  const other = read.some((one) => codeFits(one, record) === false);
  const size = scans.reduce((sum, { file }) => sum + file.size, 0);
  const tooLarge = size > attachmentLimit;
  const nameOf = (signer: { role: string; name: string }) => names[`${signer.role}:${signer.name}`] ?? '';
  const ready =
    scans.length > 0 &&
    code.trim() !== '' &&
    compared.length === comparison.options.length &&
    signedOn !== '' &&
    signers.every((one) => nameOf(one).trim() !== '');

  const attach = async () => {
    setTried(true);
    if (!ready || tooLarge) return;
    const done = await hand.run((known) =>
      api.consents.attachPaper({
        ...known,
        contentHash: record.contentHash,
        code,
        files: scans.map(({ file }) => file),
        compared,
        signedOn,
        signers: signers.map(({ role, name }) => ({ role, name, typedName: nameOf({ role, name }) })),
      }),
    );
    if (done === null) return;
    notify({ text: t('attach.taken') });
    onDone();
  };
  const tick = (point: Comparison, on: boolean) =>
    setCompared(on ? [...compared, point] : compared.filter((one) => one !== point));

  return (
    <div className={css['desk']}>
      <ScanChoice scans={scans} onChange={setScans} hint={printed} />
      <div className={css['stack']}>
        <Section title={t('compare.code')}>
          <div className={css['stack']}>
            {read.length > 0 && typed.trim() === '' ? (
              <Notice
                tone={other ? 'bad' : 'ok'}
                live
                title={t(other ? 'compare.otherCode' : 'compare.codeRead')}
              >
                {other ? t('compare.otherCodeHow') : ''}
              </Notice>
            ) : (
              scans.length > 0 && fits !== true && <Notice tone="info" title={t('compare.noCode')} />
            )}
            <TextInput
              label={t('compare.typeCode')}
              description={t('compare.typeCodeHint')}
              autoComplete="off"
              maxLength={120}
              value={typed}
              error={
                typed.trim() !== '' && fits !== true
                  ? t(`compare.wrong.${fits === null ? 'unreadable' : 'other'}`)
                  : undefined
              }
              rightSection={
                fits === true ? <IconCheck size={16} aria-label={t('compare.fits')} /> : undefined
              }
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
        </Section>
        <Section title={t('compare.title')}>
          <div className={css['stack']}>
            <p className={css['soft']}>{t('compare.lead')}</p>
            <div className={css['ticks']} role="group" aria-label={t('compare.title')}>
              {comparison.options.map((point) => (
                <Checkbox
                  key={point}
                  label={t(`compare.point.${point}`, {
                    name: patient.name,
                    date: day(patient.birthDate),
                    people: signers.map(({ name }) => name).join(', '),
                  })}
                  checked={compared.includes(point)}
                  error={tried && !compared.includes(point) ? t('compare.missing') : undefined}
                  onChange={(event) => tick(point, event.currentTarget.checked)}
                />
              ))}
            </div>
            <p className={css['soft']}>{t('compare.changed')}</p>
          </div>
        </Section>
        <DecisionSummary document={record.document} />
        <Section title={t('signed.title')}>
          <div className={css['stack']}>
            <DateField
              label={t('signed.on')}
              required
              value={signedOn}
              onChange={setSignedOn}
              max={today()}
            />
            {signers.map((one) => (
              <TextInput
                key={`${one.role}:${one.name}`}
                label={t('signed.name', { name: one.name, role: t(`people:role.${one.role}`) })}
                description={t('signed.nameHint')}
                required
                autoComplete="off"
                maxLength={200}
                value={nameOf(one)}
                error={tried && nameOf(one).trim() === '' ? t('signed.nameMissing') : undefined}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setNames((before) => ({ ...before, [`${one.role}:${one.name}`]: value }));
                }}
              />
            ))}
            {tooLarge && <Notice tone="bad" live title={t('attach.tooLarge')} />}
            {tried && scans.length === 0 && <Notice tone="bad" live title={t('attach.noPage')} />}
            {tried && code.trim() === '' && <Notice tone="bad" live title={t('attach.noCode')} />}
            {hand.problem !== null && <Notice tone="bad" live title={trouble(hand.problem).text} />}
            <div className={css['row']}>
              <span className={css['grow']} />
              <Button
                leftSection={<IconPaperclip size={16} />}
                loading={hand.saving}
                onClick={() => void attach()}
              >
                {t('attach.take')}
              </Button>
            </div>
            <p className={css['soft']}>{t('attach.then')}</p>
          </div>
        </Section>
      </div>
    </div>
  );
}

/** Null where it is no code at all. */
function codeFits(typed: string, { id, contentHash }: ConsentRecord): boolean | null {
  const code = readPaperCode(typed);
  return code === null ? null : isCodeOf(code, id, contentHash);
}
