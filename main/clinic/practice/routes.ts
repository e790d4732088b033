import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import * as service from './service.ts';

export const practiceRoutes = {
  overview: on.practice.overview.handler(reading(service.overview)),
  reference: on.practice.reference.handler(reading(service.reference)),
  reviseProfile: on.practice.reviseProfile.handler(inTransaction(service.reviseProfile)),
  saveRoom: on.practice.saveRoom.handler(inTransaction(service.saveRoom)),
  saveDevice: on.practice.saveDevice.handler(inTransaction(service.saveDevice)),
  saveAppointmentType: on.practice.saveAppointmentType.handler(inTransaction(service.saveAppointmentType)),
};
