#version 410 core

layout(location = 0) in vec4 aSphere; // centre x, y, z and radius, micrometres
layout(location = 1) in vec4 aColour;

uniform vec3 uAxisX; // the panel: pixel = origin + scale * (axis . point)
uniform vec3 uAxisY;
uniform vec2 uOrigin;
uniform float uScale;
uniform vec2 uViewport;
uniform float uMinRadius; // pixels
uniform float uGrow;      // pixels added to the radius
uniform float uWidth;     // pixels

out vec2 vOffset;
out float vRadius;
out vec4 vColour;

void main()
{
    vRadius = max(aSphere.w * uScale, uMinRadius) + uGrow;
    vColour = aColour;
    vOffset = (vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0) * (vRadius + uWidth + 2.0);
    vec2 pixel = uOrigin + uScale * vec2(dot(uAxisX, aSphere.xyz), dot(uAxisY, aSphere.xyz)) + vOffset;
    gl_Position = vec4((pixel / uViewport * 2.0 - 1.0) * vec2(1.0, -1.0), 0.0, 1.0);
}
