export { sayShipped } from './shipped.rules.ts';
export { syncTemplates, templatesInStep } from './shipped.service.ts';
export { templatesFor } from './told.service.ts';
