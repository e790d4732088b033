import { useQuery } from '@tanstack/react-query';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { MailAccountForm } from './MailAccountForm.tsx';
import { MailTest } from './MailTest.tsx';
import { ReminderTexts } from './ReminderTexts.tsx';
import { SendingForm } from './SendingForm.tsx';
import css from './setup.module.css';

/** Whether and when reminders go out, through which account, and what they say. */
export function ReminderSettings() {
  const sayTrouble = useTrouble();
  const settings = useQuery(q.reminders.settings.queryOptions());
  const texts = useQuery(q.reminders.templates.queryOptions());
  const failed = settings.error ?? texts.error;
  if (failed) {
    const trouble = sayTrouble(failed);
    return (
      <ErrorState text={trouble.text} incident={trouble.incident} onRetry={() => void settings.refetch()} />
    );
  }
  if (settings.data === undefined || texts.data === undefined) return <LoadingState shape="form" />;
  const { account, version } = settings.data;
  return (
    <div className={css['stack']}>
      <SendingForm key={`sending ${version}`} settings={settings.data} texts={texts.data} />
      <MailAccountForm key={`account ${version}`} settings={settings.data} />
      {account !== null && <MailTest from={account.fromAddress} texts={texts.data} />}
      <ReminderTexts texts={texts.data} />
    </div>
  );
}
