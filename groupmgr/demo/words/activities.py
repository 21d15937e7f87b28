"""All recipes of activities; a year takes from each what the recipe says."""

from groupmgr.demo.words import ceremonies, people, service, talks, training, visits
from groupmgr.demo.words.recipes import Recipe

RECIPES: tuple[Recipe, ...] = (
    talks.LECTURES,
    talks.SEMINARS,
    visits.VISITS,
    visits.MUTUAL_VISITS,
    training.TRAININGS,
    training.STAFF_TRAININGS,
    people.PRACTICE,
    people.SECONDMENTS,
    people.INTERNSHIPS,
    service.SERVICES,
    service.JOB_FAIRS,
    service.CONTESTS,
    talks.FORUMS,
    ceremonies.SIGNINGS,
    ceremonies.PLAQUES,
    ceremonies.PUBLICITY,
    visits.FOREIGN,
    visits.SURVEYS,
    ceremonies.REGULATIONS,
    ceremonies.OTHERS,
)
