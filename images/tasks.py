from __future__ import annotations

import logging

from django.apps import apps
from django_tasks import task

from images import renditions
from images.signals import picture_changed

logger = logging.getLogger(__name__)


@task()
def make_renditions(image_id: int) -> None:
    """Make every rendition of a picture and mark it as having them.

    Runs after the upload is committed: at once by default, in a worker in production. Until it is done,
    and for ever when the file cannot be read, pages show the original.
    """
    image_model = apps.get_model("images", "Image")
    image = image_model._default_manager.filter(pk=image_id).first()
    if image is None:
        return
    try:
        for rendition in renditions.needed(image.size):
            image.file.process(rendition)
    except renditions.UNREADABLE:
        logger.exception("no renditions for image %s: its file cannot be read", image_id)
        return
    unchanged = image_model._default_manager.filter(
        pk=image_id, file=image.file.name, focal_point=image.focal_point
    )
    if unchanged.update(rendered_by=renditions.RECIPE):
        picture_changed.send(sender=image_model, number=image_id)
