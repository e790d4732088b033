import { Button, TextInput } from '@mantine/core';
import { IconFileSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proof } from '../../../shared/contract/proofs.ts';
import { useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './register.module.css';

const tones = { proven: 'ok', broken: 'bad', unproven: 'neutral' } as const;

/** Only the fingerprint of a file is asked about; the file itself stays where it is. */
async function fingerprintOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a consent, or a file that says it is one, is what was signed here; and what that does not prove. */
export function CheckDocument({ code: given }: { code: string }) {
  const { t } = useTranslation('register');
  const trouble = useTrouble();
  const [code, setCode] = useState(given);
  const [fileName, setFileName] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const check = useMutation({ mutationFn: (asked: string) => api.proofs.consent({ code: asked }) });
  const checkFile = async (file: File) => {
    setFileName(file.name);
    check.mutate(await fingerprintOf(file));
  };
  return (
    <div className={css['stack']}>
      <Section title={t('view.check')}>
        <div className={css['stack']}>
          <p className={css['soft']}>{t('check.lead')}</p>
          <form
            className={css['form']}
            onSubmit={(event) => {
              event.preventDefault();
              setFileName(null);
              if (code.trim() !== '') check.mutate(code.trim());
            }}
          >
            <TextInput
              className={css['code'] ?? ''}
              label={t('check.code')}
              description={t('check.codeHint')}
              maxLength={120}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" loading={check.isPending && fileName === null}>
              {t('check.go')}
            </Button>
            <span className={css['soft']}>{t('check.or')}</span>
            <Button
              variant="default"
              leftSection={<IconFileSearch size={16} />}
              loading={check.isPending && fileName !== null}
              onClick={() => picker.current?.click()}
            >
              {t('check.file')}
            </Button>
            <input
              ref={picker}
              className={css['native']}
              type="file"
              accept="application/pdf"
              tabIndex={-1}
              aria-label={t('check.file')}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                if (file !== undefined) void checkFile(file);
                event.currentTarget.value = '';
              }}
            />
          </form>
          {fileName !== null && <p className={css['soft']}>{t('check.fileNamed', { name: fileName })}</p>}
          {check.error !== null && <Notice tone="bad" live title={trouble(check.error).text} />}
        </div>
      </Section>
      {check.data !== undefined && <Verdict proof={check.data} ofFile={fileName !== null} />}
    </div>
  );
}

function Verdict({ proof, ofFile }: { proof: Proof; ofFile: boolean }) {
  const { t } = useTranslation('register');
  const say = useSayMoment({
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const { consent } = proof;
  if (consent === null)
    return (
      <Notice tone={ofFile ? 'bad' : 'warn'} live title={t(ofFile ? 'check.noFile' : 'check.nothing')}>
        {t(ofFile ? 'check.noFileHow' : 'check.nothingHow')}
      </Notice>
    );
  return (
    <Section
      title={t(proof.sound ? 'check.sound' : 'check.broken')}
      tone={proof.sound ? 'plain' : 'bad'}
      actions={
        <Link to="/consents/$consentId" params={{ consentId: consent.id }}>
          {t('check.open')}
        </Link>
      }
    >
      <div className={css['stack']} role="status">
        <p>
          <b>
            {t('check.who', {
              patient: consent.patient,
              number: consent.number,
              date: say(consent.completedAt),
            })}
          </b>
        </p>
        <ul className={css['checks']}>
          {proof.checks.map(({ what, state, detail }) => (
            <li key={`${what}${detail}`}>
              <Tag tone={tones[state]}>{t(`check.state.${state}`)}</Tag>
              <span>{t(`check.what.${what}.${state}`, { detail })}</span>
            </li>
          ))}
        </ul>
        <p className={css['soft']}>{t('check.limits')}</p>
      </div>
    </Section>
  );
}
