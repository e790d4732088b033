import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import * as service from './service.ts';

export const stockRoutes = {
  products: on.stock.products.handler(reading(service.products)),
  saveProduct: on.stock.saveProduct.handler(inTransaction(service.saveProduct)),
  retireProduct: on.stock.retireProduct.handler(inTransaction(service.retireProduct)),
  receive: on.stock.receive.handler(inTransaction(service.receive)),
  openVial: on.stock.openVial.handler(inTransaction(service.openVial)),
  discardVial: on.stock.discardVial.handler(inTransaction(service.discardVial)),
  waste: on.stock.waste.handler(inTransaction(service.waste)),
  adjust: on.stock.adjust.handler(inTransaction(service.adjust)),
  freeze: on.stock.freeze.handler(inTransaction(service.freeze)),
  release: on.stock.release.handler(inTransaction(service.release)),
  history: on.stock.history.handler(reading(service.history)),
  scan: on.stock.scan.handler(reading(service.scan)),
  recipes: on.stock.recipes.handler(reading(service.recipes)),
  saveRecipe: on.stock.saveRecipe.handler(inTransaction(service.saveRecipe)),
  retireRecipe: on.stock.retireRecipe.handler(inTransaction(service.retireRecipe)),
};
