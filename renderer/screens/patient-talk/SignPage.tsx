import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequiredSigner } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Strokes } from '../../../shared/contract/values.ts';
import { api } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { signatureState } from '../../ui/signature.ts';
import { SignaturePad } from '../../ui/SignaturePad.tsx';
import { choicesOf, unansweredOf, type PatientPage } from './pages.ts';
import type { Handed } from './use-handed.ts';
import { usePatientWords } from './use-patient-words.ts';
import css from './patient-talk.module.css';

interface SignPageProps {
  record: ConsentRecord;
  pages: readonly PatientPage[];
  run: Handed['run'];
  busy: boolean;
  onGo: (page: number) => void;
}

/** What was said yes and no to, what is still open, and the signatures one after the other. */
export function SignPage({ record, pages, run, busy, onGo }: SignPageProps) {
  const { t, show } = usePatientWords();
  const { document, signatures } = record;
  const choices = choicesOf(pages);
  const open = choices.filter(({ choice }) => choice.decision === 'undecided');
  const openPages = [...new Set([...open.map(({ page }) => page), ...unansweredOf(pages)])];
  const asked = document.talk.questions.filter(({ answer }) => answer.trim() === '');
  const next = document.signers.find(
    ({ role, name }) => !signatures.some((one) => one.role === role && one.name === name),
  );
  const said = (decision: 'accepted' | 'refused') =>
    choices.filter(({ choice }) => choice.decision === decision).map(({ choice }) => choice.name);
  const lists = [
    ['agreed', said('accepted')],
    ['refused', said('refused')],
  ] as const;
  return (
    <>
      {lists.map(([id, names]) => (
        <section key={id} className={css['said']} data-said={id}>
          <h2>{t(`sign.${id}`)}</h2>
          {names.length === 0 ? (
            <p>{t('sign.none')}</p>
          ) : (
            <ul className={css['list']}>
              {names.map((name) => (
                <li key={name}>{show(name)}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {openPages.map((page) => (
        <Notice
          key={page}
          tone="warn"
          title={`${t('sign.open')}: ${titleOf(pages[page], t)}`}
          action={<Button onClick={() => onGo(page)}>{t('sign.toOpen')}</Button>}
        />
      ))}
      {asked.length > 0 && <Notice tone="warn" title={t('sign.questions')} />}
      {document.signers.length === 0 && <Notice tone="warn" title={t('sign.nobody')} />}
      {openPages.length === 0 && asked.length === 0 && next !== undefined && (
        <Signature
          key={`${next.role}:${next.name}`}
          signer={next}
          busy={busy}
          onSign={(typedName, strokes) =>
            run((version) =>
              api.handover.sign({
                version,
                contentHash: record.contentHash,
                role: next.role,
                name: next.name,
                typedName,
                strokes,
              }),
            )
          }
        />
      )}
    </>
  );
}

function titleOf(page: PatientPage | undefined, t: ReturnType<typeof usePatientWords>['t']): string {
  if (page === undefined) return '';
  return page.title === '' ? t(`section.${page.section}`) : page.title;
}

interface SignatureProps {
  signer: RequiredSigner;
  busy: boolean;
  onSign: (typedName: string, strokes: Strokes) => Promise<ConsentRecord | null>;
}

function Signature({ signer, busy, onSign }: SignatureProps) {
  const { t } = usePatientWords();
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const ink = signatureState(strokes);
  const sign = () => {
    setTried(true);
    if (ink === 'signed' && typed.trim() !== '') void onSign(typed.trim(), strokes);
  };
  return (
    <section className={css['sign']}>
      <h2>{t('sign.who', { name: signer.name })}</h2>
      <p>{t(`sign.role_${signer.role}`)}</p>
      <SignaturePad
        label={t('sign.pad')}
        value={strokes}
        onChange={setStrokes}
        height={200}
        error={tried && ink === 'empty' ? t('sign.empty') : undefined}
        words={{
          clear: t('ink.clear'),
          hint: t('ink.hint'),
          dot: t('ink.dot'),
          keys: t('ink.keys'),
        }}
      />
      <TextInput
        size="lg"
        label={t('sign.typed')}
        autoComplete="off"
        value={typed}
        error={tried && typed.trim() === '' ? t('sign.nameMissing') : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button size="xl" loading={busy} onClick={sign}>
        {t('sign.go')}
      </Button>
    </section>
  );
}
