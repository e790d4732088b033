import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequiredSigner } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Strokes } from '../../../shared/contract/values.ts';
import { api } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Section } from '../../ui/Section.tsx';
import { signatureState } from '../../ui/signature.ts';
import { SignaturePad } from '../../ui/SignaturePad.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { DecisionSummary } from './DecisionSummary.tsx';
import { PaperChoice } from './PaperChoice.tsx';
import { missingSigners, signatureOf } from './signed.ts';
import { useClinicTime } from './use-clinic-time.ts';
import type { ConsentAtHand } from './use-consent.ts';
import css from './consents.module.css';

interface SignStepProps {
  record: ConsentRecord;
  hand: ConsentAtHand;
  onBack: () => void;
}

/** Everybody whom the document names signs in turn what was just read and decided. */
export function SignStep({ record, hand, onBack }: SignStepProps) {
  const { t } = useTranslation(['people', 'consents']);
  const missing = missingSigners(record);
  const [picked, setPicked] = useState<string | null>(null);
  const [dropping, setDropping] = useState(false);
  const now = missing.find((one) => keyOf(one) === picked) ?? missing[0];
  const begun = record.signatures.length > 0 || record.paper !== undefined;
  return (
    <div className={css['signDesk']}>
      <div className={css['stack']}>
        <Section title={t('sign.list')} count={record.document.signers.length}>
          <SignerList record={record} now={now} onPick={setPicked} />
        </Section>
        <DecisionSummary document={record.document} />
      </div>
      <Section title={now === undefined ? t('sign.title') : t('sign.asks', { name: now.name })}>
        {record.paper !== undefined && <PaperChoice record={record} onPrinted={hand.retry} />}
        {now !== undefined && <SignerForm key={keyOf(now)} signer={now} record={record} hand={hand} />}
        {record.paper === undefined && <PaperChoice record={record} onPrinted={hand.retry} />}
        <div className={css['row']}>
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size={16} />}
            onClick={begun ? () => setDropping(true) : onBack}
          >
            {t('consents:sign.back')}
          </Button>
          <span className={css['soft']}>
            {now?.mark === false &&
            (now.role === 'patient' || now.role === 'guardian' || now.role === 'proxy')
              ? `${t('sign.cannot')} ${t('sign.cannotHow')}`
              : ''}
          </span>
        </div>
      </Section>
      <ConfirmDialog
        opened={dropping}
        title={t('sign.backTitle')}
        confirmLabel={t('sign.backConfirm')}
        onClose={() => setDropping(false)}
        onConfirm={async () => {
          if ((await hand.run((known) => api.consents.reopen(known))) !== null) onBack();
        }}
      >
        {t('sign.again')}
      </ConfirmDialog>
    </div>
  );
}

const keyOf = ({ role, name }: RequiredSigner) => `${role}:${name}`;

interface SignerListProps {
  record: ConsentRecord;
  now: RequiredSigner | undefined;
  onPick: (key: string) => void;
}

/** Who has signed, who signs now and who is still missing; the order is free. */
function SignerList({ record, now, onPick }: SignerListProps) {
  const { t } = useTranslation('people');
  const time = useClinicTime();
  return (
    <ul className={css['lineList']}>
      {record.document.signers.map((one) => {
        const signature = signatureOf(record, one);
        const current = now !== undefined && keyOf(one) === keyOf(now);
        return (
          <li key={keyOf(one)}>
            <span className={css['grow']}>
              <strong>{one.name}</strong>
              <span className={css['soft']}>
                {' '}
                {[t(`role.${one.role}`), one.relation, one.mark ? t('sign.mark') : '']
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </span>
            {signature !== undefined ? (
              <StatusBadge status="done">
                {t('sign.signed', {
                  at: time(signature.signedAt, signature.medium === 'paper' ? 'date' : undefined),
                })}
              </StatusBadge>
            ) : current ? (
              <StatusBadge status="half">{t('sign.now')}</StatusBadge>
            ) : (
              <Button variant="subtle" onClick={() => onPick(keyOf(one))}>
                {t('sign.missing')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** One signer: what is declared, the pad, and the name in letters. */
function SignerForm({
  signer,
  record,
  hand,
}: {
  signer: RequiredSigner;
  record: ConsentRecord;
  hand: ConsentAtHand;
}) {
  const { t } = useTranslation(['consents', 'people']);
  const { role, name, mark } = signer;
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [typedName, setTypedName] = useState('');
  const [tried, setTried] = useState(false);
  const ink = signatureState(strokes);
  // How small a mark may be is judged where it is kept; here it must only be there.
  const drawn = mark ? ink !== 'empty' : ink === 'signed';
  const sign = async () => {
    setTried(true);
    if (!drawn || typedName.trim() === '') return;
    await hand.run((known) =>
      api.consents.sign({ ...known, contentHash: record.contentHash, role, name, typedName, strokes }),
    );
  };
  return (
    <div className={css['stack']}>
      <p className={css['statement']}>{signer.statement}</p>
      <SignaturePad
        label={mark ? t('people:sign.padMark') : t('sign.pad')}
        value={strokes}
        onChange={setStrokes}
        height={180}
        // A small mark is none of the pad's business: its witness has seen it.
        error={
          tried && ink === 'empty' ? t(mark ? 'people:sign.emptyMark' : 'sign.empty') : mark ? '' : undefined
        }
      />
      <TextInput
        label={t('sign.typedName')}
        description={mark ? t('people:sign.typedMark') : t('sign.typedNameHint')}
        required
        autoComplete="off"
        maxLength={200}
        value={typedName}
        error={tried && typedName.trim() === '' ? t('sign.nameMissing') : undefined}
        onChange={(event) => setTypedName(event.currentTarget.value)}
      />
      <div className={css['row']}>
        <span className={css['grow']} />
        <Button leftSection={<IconSignature size={17} />} loading={hand.saving} onClick={() => void sign()}>
          {t('sign.sign')}
        </Button>
      </div>
      <p className={css['soft']}>{t('sign.kind')}</p>
    </div>
  );
}
