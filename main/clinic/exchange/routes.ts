import { on, reading } from '../../rpc/procedures.ts';
import { practitionerCalendar, visitCalendar } from './service.ts';

export const exchangeRoutes = {
  visitCalendar: on.exchange.visitCalendar.handler(reading(visitCalendar)),
  practitionerCalendar: on.exchange.practitionerCalendar.handler(reading(practitionerCalendar)),
};
