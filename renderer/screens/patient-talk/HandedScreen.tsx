import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconTextDecrease, IconTextIncrease } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Sitting } from '../../../shared/contract/session.ts';
import { api, q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { LoadingState } from '../../ui/States.tsx';
import { BirthDateDoor } from './BirthDateDoor.tsx';
import { PatientTalk } from './PatientTalk.tsx';
import { useHanded } from './use-handed.ts';
import { PatientLanguage, usePatientWords } from './use-patient-words.ts';
import css from './patient-talk.module.css';

interface HandedScreenProps {
  clinicName: string;
  sitting: Sitting;
  /** The door through which staff come back; it lies over the document. */
  staffDoor: ReactNode;
  onSitting: (sitting: Sitting) => void;
}

const sizes = [1, 1.15, 1.35, 1.6] as const;

/** The whole window in a patient's hands: one document, and the staff's door in the corner. */
export function HandedScreen({ clinicName, sitting, staffDoor, onSitting }: HandedScreenProps) {
  const [language, setLanguage] = useState(sitting.handedTo?.language ?? 'en');
  const [size, setSize] = useState(0);
  const [asking, setAsking] = useState(false);
  const languages = useQuery(q.handover.languages.queryOptions());
  const direction = languages.data?.find((one) => one.language === language)?.direction ?? 'ltr';
  const held = sitting.handedTo;
  if (held === null) return null;
  const opened = async (next: Sitting) => {
    // Chosen at the door: the document follows, unless it has been signed as it is.
    if (language !== held.language) {
      try {
        const { version } = await api.handover.view();
        await api.handover.speak({ version, language });
      } catch {
        setLanguage(held.language);
      }
    }
    onSitting(next);
  };
  return (
    <PatientLanguage value={language}>
      <div
        className={css['handed']}
        lang={language}
        dir={direction}
        style={{ ['--patient-size' as string]: `${sizes[size] ?? 1}` }}
      >
        <div hidden={asking} inert={asking} className={css['frame']}>
          <Head
            clinicName={clinicName}
            size={size}
            onSize={setSize}
            onStaff={() => setAsking(true)}
            {...(held.opened ? {} : { language: <LanguageOfDoor value={language} onChange={setLanguage} /> })}
          />
          <main className={css['main']}>
            {held.opened ? (
              <Opened onLanguage={setLanguage} language={language} />
            ) : (
              <BirthDateDoor triesLeft={held.triesLeft} onOpened={(next) => void opened(next)} />
            )}
          </main>
        </div>
        {asking && (
          <div className={css['staff']} lang="en" dir="ltr">
            {staffDoor}
            <Button variant="default" className={css['return'] ?? ''} onClick={() => setAsking(false)}>
              <BackWord />
            </Button>
          </div>
        )}
      </div>
    </PatientLanguage>
  );
}

function BackWord() {
  const { t } = usePatientWords();
  return <>{t('frame.backToDocument')}</>;
}

interface HeadProps {
  clinicName: string;
  size: number;
  onSize: (size: number) => void;
  onStaff: () => void;
  language?: ReactNode;
}

function Head({ clinicName, size, onSize, onStaff, language }: HeadProps) {
  const { t } = usePatientWords();
  return (
    <header className={css['head']}>
      <strong className={css['clinic']}>{clinicName}</strong>
      {language}
      <div className={css['sizes']} role="group" aria-label={t('frame.size')}>
        <ActionIcon
          size={48}
          variant="default"
          aria-label={t('frame.smaller')}
          disabled={size === 0}
          onClick={() => onSize(size - 1)}
        >
          <IconTextDecrease size={24} />
        </ActionIcon>
        <ActionIcon
          size={48}
          variant="default"
          aria-label={t('frame.larger')}
          disabled={size === sizes.length - 1}
          onClick={() => onSize(size + 1)}
        >
          <IconTextIncrease size={24} />
        </ActionIcon>
      </div>
      <Button size="md" variant="subtle" onClick={onStaff}>
        {t('frame.staff')}
      </Button>
    </header>
  );
}

interface LanguageProps {
  value: string;
  onChange: (language: string) => void;
}

function LanguageOfDoor({ value, onChange }: LanguageProps) {
  const { t } = usePatientWords();
  const languages = useQuery(q.handover.languages.queryOptions());
  const choices = [
    { value: 'en', label: 'English' },
    ...(languages.data ?? []).map(({ language, name }) => ({ value: language, label: name })),
  ];
  return (
    <NativeSelect
      size="md"
      aria-label={t('frame.language')}
      value={value}
      data={choices}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Opened({ language, onLanguage }: { language: string; onLanguage: (language: string) => void }) {
  const { t } = usePatientWords();
  const hand = useHanded();
  const languages = useQuery(q.handover.languages.queryOptions());
  const { record } = hand;
  if (record === undefined)
    return hand.error === null ? (
      <LoadingState shape="page" />
    ) : (
      <Notice tone="bad" title={t('trouble.other')} />
    );
  const { patient, template, talk } = record.document;
  const standing = languages.data?.find((one) => one.language === talk.language);
  const signed = record.signatures.length > 0;
  const speak = async (next: string) => {
    const before = language;
    onLanguage(next);
    if ((await hand.run((version) => api.handover.speak({ version, language: next }))) === null)
      onLanguage(before);
  };
  return (
    <>
      <div className={css['whose']}>
        <p>{t('frame.for', { name: patient.name })}</p>
        {!signed && <LanguageOfDoor value={talk.language} onChange={(next) => void speak(next)} />}
      </div>
      {talk.language !== 'en' && template.draftedBy === 'machine' && (
        <Notice tone="info" title={t('frame.machine')}>
          {standing !== undefined && standing.complete < standing.texts ? t('frame.partly') : undefined}
        </Notice>
      )}
      <PatientTalk record={record} hand={hand} />
    </>
  );
}
