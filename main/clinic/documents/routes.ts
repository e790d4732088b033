export const documentRoutes = {};
