import { alone, inTransaction, on, reading } from '../../rpc/procedures.ts';
import { choice, recordChoice } from './choice.service.ts';
import { markCalled, resolve, retry, unmarkCalled } from './desk.service.ts';
import { removeAccount, reviseSettings, saveAccount, sendTest, settings } from './settings.service.ts';
import { saveTemplate, templates } from './text.service.ts';
import { ofDay, troubles } from './views.service.ts';

export const reminderRoutes = {
  settings: on.reminders.settings.handler(reading(settings)),
  reviseSettings: on.reminders.reviseSettings.handler(inTransaction(reviseSettings)),
  saveAccount: on.reminders.saveAccount.handler(inTransaction(saveAccount)),
  removeAccount: on.reminders.removeAccount.handler(inTransaction(removeAccount)),
  sendTest: on.reminders.sendTest.handler(alone(sendTest)),
  templates: on.reminders.templates.handler(reading(templates)),
  saveTemplate: on.reminders.saveTemplate.handler(inTransaction(saveTemplate)),
  choice: on.reminders.choice.handler(reading(choice)),
  recordChoice: on.reminders.recordChoice.handler(inTransaction(recordChoice)),
  ofDay: on.reminders.ofDay.handler(reading(ofDay)),
  troubles: on.reminders.troubles.handler(reading(troubles)),
  retry: on.reminders.retry.handler(inTransaction(retry)),
  resolve: on.reminders.resolve.handler(inTransaction(resolve)),
  markCalled: on.reminders.markCalled.handler(inTransaction(markCalled)),
  unmarkCalled: on.reminders.unmarkCalled.handler(inTransaction(unmarkCalled)),
};
