#version 410 core

uniform float uWidth;
uniform float uAlpha;

in vec2 vOffset;
in float vRadius;
in vec4 vColour;
flat in float vKind;
out vec4 oColour;

// Distance from a stretch between two points.
float stretch(vec2 from, vec2 to)
{
    vec2 way = to - from;
    return length(vOffset - from - clamp(dot(vOffset - from, way) / dot(way, way), 0.0, 1.0) * way);
}

// How far the pixel is from the middle of the line that makes the mark.
float line()
{
    float ring = abs(length(vOffset) - vRadius);
    if (vKind < 0.5)
        return ring;
    // A cell that has come: four strokes point at it.
    if (vKind < 1.5)
    {
        vec2 folded = abs(vOffset);
        float stroke = folded.x > folded.y ? folded.y : folded.x;
        float along = max(folded.x, folded.y);
        float beyond = max(vRadius * 1.08 - along, along - vRadius * 1.45);
        return min(ring, length(vec2(max(beyond, 0.0), stroke)));
    }

    // A cell that has gone: a cross where it was.
    float reach = vRadius * 0.62;
    return min(stretch(vec2(-reach, -reach), vec2(reach, reach)), stretch(vec2(-reach, reach), vec2(reach, -reach)));
}

void main()
{
    float distance = line() - uWidth * 0.5;
    float ink = clamp(0.5 - distance, 0.0, 1.0);
    // A thin dark edge keeps the line legible on bright nuclei.
    float edge = clamp(1.5 - distance, 0.0, 1.0) * 0.6;
    float alpha = max(ink, edge) * vColour.a * uAlpha;
    oColour = vec4(vColour.rgb * ink / max(max(ink, edge), 1e-4) * alpha, alpha);
}
