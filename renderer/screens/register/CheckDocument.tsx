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
import { Facts, Section } from '../../ui/Section.tsx';
import { StatusBadge, Tag } from '../../ui/Tag.tsx';
import css from './register.module.css';

const moment = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const;
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

const holds = (state: string) => state === 'valid' || state === 'expiring';

/** A form that went out to be signed by hand and is not what it may become. */
function FormVerdict({ form }: { form: NonNullable<Proof['form']> }) {
  const { t } = useTranslation('register');
  const say = useSayMoment(moment);
  const { state, patient, number, printedAt, printedBy, consentId } = form;
  const kind = state === 'void' ? 'void' : 'waiting';
  return (
    <Notice
      tone={kind === 'void' ? 'bad' : 'warn'}
      live
      title={t(`check.form.${kind}`)}
      action={
        kind === 'waiting' && (
          <Link to="/consents/$consentId/paper" params={{ consentId }}>
            {t('check.form.attach')}
          </Link>
        )
      }
    >
      {t(`check.form.${kind}How`, { patient, number, at: say(printedAt), by: printedBy })}
    </Notice>
  );
}

function Verdict({ proof, ofFile }: { proof: Proof; ofFile: boolean }) {
  const { t } = useTranslation('register');
  const say = useSayMoment(moment);
  const day = useSayMoment({ day: 'numeric', month: 'long', year: 'numeric' });
  const { consent, form, copy } = proof;
  if (consent === null && form !== null) return <FormVerdict form={form} />;
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
        {copy !== null && (
          <Notice
            tone="info"
            title={t('check.copy', { number: copy.number, at: say(copy.printedAt), by: copy.printedBy })}
          >
            {t('check.copyHow')}
          </Notice>
        )}
        <Facts
          items={[
            {
              label: t('check.now'),
              value: (
                <StatusBadge status={holds(consent.state) ? 'done' : 'stop'}>
                  {t(`check.stands.${consent.state}`, { date: day(consent.expiresAt) })}
                </StatusBadge>
              ),
            },
            {
              label: t('check.signedBy'),
              value: consent.signatures
                .map(({ name, medium, signedAt }) =>
                  medium === 'paper'
                    ? t('check.byHand', { name, date: day(signedAt) })
                    : t('check.onScreen', { name, date: say(signedAt) }),
                )
                .join('; '),
            },
            ...(consent.later === null
              ? []
              : [
                  {
                    label: t('check.later'),
                    value: (
                      <>
                        {t('check.laterHow', { date: say(consent.later.completedAt) })}{' '}
                        <Link to="/consents/$consentId" params={{ consentId: consent.later.id }}>
                          {t('check.openLater')}
                        </Link>
                      </>
                    ),
                  },
                ]),
          ]}
        />
        {form !== null && (
          <p className={css['soft']}>{t('check.form.signed', { at: say(form.printedAt) })}</p>
        )}
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
