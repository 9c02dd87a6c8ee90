import Core
import Web

/// The addresses of enterprises and their unions.
enum EnterpriseRoutes {
    static func all(_ story: StoryWords) -> [Route] {
        [
            .get("/enterprises", "enterprises", EnterprisesPage.show),
            .get("/enterprises/new", "enterprise.new", EnterpriseForms.new),
            .post("/enterprises/new", "enterprise.create", EnterpriseForms.create),
            .get("/enterprises/:enterprise", "enterprise", EnterprisePages(story: story).show),
            .get("/enterprises/:enterprise/correct", "enterprise.correction", EnterpriseForms.correction),
            .post("/enterprises/:enterprise/correct", "enterprise.correct", EnterpriseForms.correct),
            .get("/enterprises/:enterprise/move", "enterprise.moving", EnterpriseForms.moving),
            .post("/enterprises/:enterprise/move", "enterprise.move", EnterpriseForms.move),
            .get(
                "/enterprises/:enterprise/headcounts/:headcount/correct", "headcount.correction",
                HeadcountForms.correction),
            .post(
                "/enterprises/:enterprise/headcounts/:headcount/correct", "headcount.correct", HeadcountForms.correct),
            .get("/unions", "unions", UnionsPage.show),
            .get("/unions/:union", "union", UnionPages(story: story).show),
        ] + EnterpriseAct.allCases.flatMap(\.routes) + UnionAct.allCases.flatMap(\.routes)
    }
}
