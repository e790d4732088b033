import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sitting } from '../../../shared/contract/session.ts';
import { useTrouble } from '../../desk.ts';
import { leave } from '../../leave.ts';
import { q } from '../../rpc.ts';
import mark from '../../styles/mark.svg';
import { Notice } from '../../ui/Notice.tsx';
import { Threshold } from '../../ui/Threshold.tsx';
import css from './session.module.css';
import { useWait } from './use-wait.ts';

/** Over the work, which stays as it was; nothing of it shows through. */
export function LockScreen({
  sitting,
  onUnlocked,
}: {
  sitting: Sitting;
  onUnlocked: (sitting: Sitting) => void;
}) {
  const { t } = useTranslation('session');
  const sayTrouble = useTrouble();
  const [password, setPassword] = useState('');
  const wait = useWait();
  const unlock = useMutation(
    q.session.unlock.mutationOptions({
      onSuccess: onUnlocked,
      onError: (error) => {
        setPassword('');
        wait.start(error);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === '') return;
    unlock.mutate({ password });
  };
  const trouble = unlock.isError ? sayTrouble(unlock.error) : null;
  return (
    <Threshold
      mark={<img src={mark} alt="" width={40} height={40} />}
      name={sitting.displayName}
      note={t('lock.note')}
      title={t('lock.title')}
      lead={t('lock.lead')}
    >
      <form className={css['form']} onSubmit={submit}>
        {trouble && (
          <Notice
            tone="bad"
            title={wait.seconds > 0 ? t('signIn.wait', { count: wait.seconds }) : trouble.text}
            live
          />
        )}
        <input type="hidden" autoComplete="username" value={sitting.userName} readOnly />
        <PasswordInput
          label={t('lock.password', { name: sitting.displayName })}
          value={password}
          autoFocus
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <div className={css['buttons']}>
          <Button type="submit" loading={unlock.isPending} disabled={wait.seconds > 0}>
            {t('lock.action')}
          </Button>
          <Button variant="default" onClick={() => void leave()}>
            {t('lock.leave')}
          </Button>
        </div>
        <p className={css['help']}>{t('lock.help')}</p>
      </form>
    </Threshold>
  );
}
